package site

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"course/pkg/diag"
	"course/pkg/markdown"
)

// spool keeps rendered fragments in a temporary file, so that memory is
// bounded by what is in flight and not by the size of the course.
type spool struct {
	file *os.File
	mu   sync.Mutex
	end  int64
}

// place is where a fragment lies in the spool.
type place struct {
	at   int64
	size int
}

func newSpool() (*spool, error) {
	f, err := os.CreateTemp("", "course-*.spool")
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w", err)
	}
	// Where the system allows it the file has no name from here on, so that
	// nothing is left behind when the process is killed.
	_ = os.Remove(f.Name())
	return &spool{file: f}, nil
}

// Close gives the file back.
func (s *spool) Close() error {
	err := s.file.Close()
	if e := os.Remove(s.file.Name()); e != nil && !errors.Is(e, os.ErrNotExist) {
		return errors.Join(err, e)
	}
	return err
}

// Put stores a fragment. It may be called from several goroutines: each write
// goes to a range of its own.
func (s *spool) Put(f markdown.Fragment) (place, error) {
	data := encode(f)
	s.mu.Lock()
	p := place{at: s.end, size: len(data)}
	s.end += int64(len(data))
	s.mu.Unlock()
	if _, err := s.file.WriteAt(data, p.at); err != nil {
		return place{}, fmt.Errorf("write a temporary file: %w", err)
	}
	return p, nil
}

// Get reads a fragment back. file is the lesson that it was rendered from.
func (s *spool) Get(p place, file string) (markdown.Fragment, error) {
	if p.size == 0 {
		return markdown.Fragment{}, nil
	}
	data := make([]byte, p.size)
	if _, err := s.file.ReadAt(data, p.at); err != nil && !errors.Is(err, io.EOF) {
		return markdown.Fragment{}, fmt.Errorf("read a temporary file: %w", err)
	}
	return decode(data, file)
}

// encode writes the number of holes, each hole, then the HTML.
func encode(f markdown.Fragment) []byte {
	b := make([]byte, 0, len(f.HTML)+32*len(f.Holes)+8)
	b = binary.AppendUvarint(b, uint64(len(f.Holes)))
	for _, h := range f.Holes {
		b = binary.AppendUvarint(b, uint64(h.At))
		b = append(b, byte(h.Kind))
		b = binary.AppendVarint(b, int64(h.Span.Start))
		b = binary.AppendVarint(b, int64(h.Span.End))
		b = binary.AppendUvarint(b, uint64(len(h.Ref)))
		b = append(b, h.Ref...)
	}
	return append(b, f.HTML...)
}

// errSpool can only mean that somebody wrote to the temporary file.
var errSpool = errors.New("temporary file is damaged")

func decode(b []byte, file string) (markdown.Fragment, error) {
	damaged := false
	number := func() int {
		v, n := binary.Uvarint(b)
		if damaged = damaged || n <= 0 || v > 1<<40; damaged {
			return 0
		}
		b = b[n:]
		return int(v)
	}
	signed := func() int {
		v, n := binary.Varint(b)
		if damaged = damaged || n <= 0; damaged {
			return 0
		}
		b = b[n:]
		return int(v)
	}
	count := number()
	if damaged || count > len(b) {
		return markdown.Fragment{}, errSpool
	}
	holes := make([]markdown.Hole, count)
	for i := range holes {
		h := &holes[i]
		h.At = number()
		if damaged || len(b) == 0 {
			return markdown.Fragment{}, errSpool
		}
		h.Kind, b = markdown.HoleKind(b[0]), b[1:]
		h.Span = diag.Span{File: file, Start: signed(), End: signed()}
		n := number()
		if damaged || n > len(b) {
			return markdown.Fragment{}, errSpool
		}
		h.Ref, b = string(b[:n]), b[n:]
	}
	return markdown.Fragment{HTML: b, Holes: holes}, nil
}
