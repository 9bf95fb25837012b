package terminal

import (
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// Progress is one line that says how far some work is. It shows on terminals
// only, and only for work that lasts longer than half a second; Stop erases
// it. Piped output never sees it.
type Progress struct {
	label       string
	done, total atomic.Int64
	stop        chan struct{}
	stopped     sync.Once
	drawing     sync.WaitGroup
}

const (
	progressDelay = 500 * time.Millisecond
	progressEvery = 100 * time.Millisecond
)

// StartProgress begins to watch work. Stop must be called; nothing else may
// write to w until then.
func StartProgress(w io.Writer, t Terminal, label string) *Progress {
	p := &Progress{label: label, stop: make(chan struct{})}
	if t.TTY {
		p.drawing.Go(func() { p.draw(w, t.Width) })
	}
	return p
}

// Total says how many steps there are.
func (p *Progress) Total(n int) { p.total.Store(int64(n)) }

// Step says that one more step is done. Safe for concurrent use.
func (p *Progress) Step() { p.done.Add(1) }

// Stop erases the line. It may be called more than once.
func (p *Progress) Stop() {
	p.stopped.Do(func() { close(p.stop) })
	p.drawing.Wait()
}

func (p *Progress) draw(w io.Writer, width int) {
	select {
	case <-p.stop:
		return
	case <-time.After(progressDelay):
	}
	tick := time.NewTicker(progressEvery)
	defer tick.Stop()
	for {
		text := []rune(p.text())
		if width > 1 && len(text) >= width {
			text = text[:width-1] // a full last column would wrap
		}
		fmt.Fprintf(w, "\r\x1b[K%s", string(text))
		select {
		case <-p.stop:
			io.WriteString(w, "\r\x1b[K")
			return
		case <-tick.C:
		}
	}
}

func (p *Progress) text() string {
	done, total := p.done.Load(), p.total.Load()
	if total == 0 {
		return p.label + "…"
	}
	return fmt.Sprintf("%s… %d of %d", p.label, done, total)
}
