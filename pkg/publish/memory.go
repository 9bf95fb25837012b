package publish

import (
	"fmt"
	"maps"
	"slices"
	"sync"
)

// Memory is a Target that keeps the site in memory, for tests. The zero value
// is ready.
type Memory struct {
	mu    sync.Mutex
	files map[string][]byte
	kinds map[string]Kind
}

// Put keeps a copy of the file.
func (m *Memory) Put(name string, kind Kind, data []byte) error {
	if err := checkPath(name); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files == nil {
		m.files, m.kinds = map[string][]byte{}, map[string]Kind{}
	}
	if _, ok := m.files[name]; ok {
		return fmt.Errorf("publish %s: %w", name, ErrTwice)
	}
	m.files[name], m.kinds[name] = slices.Clone(data), kind
	return nil
}

// File returns a file that was put. The data is the target's own.
func (m *Memory) File(name string) (data []byte, kind Kind, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	data, ok = m.files[name]
	return data, m.kinds[name], ok
}

// Paths returns the paths of all files, sorted.
func (m *Memory) Paths() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Sorted(maps.Keys(m.files))
}

// Null is a Target that checks the paths and keeps nothing, for a check that
// writes nothing. The zero value is ready.
type Null struct {
	mu    sync.Mutex
	names map[string]bool
}

// Put checks that the path can be published.
func (n *Null) Put(name string, _ Kind, _ []byte) error {
	if err := checkPath(name); err != nil {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.names[name] {
		return fmt.Errorf("publish %s: %w", name, ErrTwice)
	}
	if n.names == nil {
		n.names = map[string]bool{}
	}
	n.names[name] = true
	return nil
}
