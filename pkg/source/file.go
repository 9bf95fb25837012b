// Package source gives the bytes of a project and their positions.
//
// A File is the content of one file with an index of its lines, so that a
// byte offset can be turned into a line and a column late, where it is shown.
// A Tree is the list of a project's files: paths and sizes, with the content
// opened on demand, over any fs.FS; an Overlay puts unsaved or changed files
// on top of another file system.
package source

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"
)

// File is the content of one file. The zero value is an empty file.
// It is safe for concurrent use as long as Data is not changed.
type File struct {
	// Path is below the project's root, with slashes.
	Path string
	Data []byte

	index sync.Once
	lines []int // byte offsets of the starts of lines
}

// NewFile returns a file with the given path and content.
func NewFile(path string, data []byte) *File { return &File{Path: path, Data: data} }

// Position is a place in a file for people.
type Position struct {
	Line   int // from 1
	Column int // from 1, in Unicode code points
	Offset int // from 0, in bytes
}

func (f *File) lineStarts() []int {
	f.index.Do(func() {
		f.lines = append(make([]int, 0, 1+bytes.Count(f.Data, []byte{'\n'})), 0)
		for i, c := range f.Data {
			if c == '\n' {
				f.lines = append(f.lines, i+1)
			}
		}
	})
	return f.lines
}

// clamp keeps offsets from elsewhere inside the file.
func (f *File) clamp(offset int) int { return max(0, min(offset, len(f.Data))) }

// Line returns the number, from 1, of the line that holds a byte offset.
func (f *File) Line(offset int) int {
	starts := f.lineStarts()
	offset = f.clamp(offset)
	return sort.Search(len(starts), func(i int) bool { return starts[i] > offset })
}

// LineSpan returns the byte range of a line without its line end. Lines count
// from 1; a line that the file does not have is empty.
func (f *File) LineSpan(line int) (start, end int) {
	starts := f.lineStarts()
	if line < 1 || line > len(starts) {
		return len(f.Data), len(f.Data)
	}
	start, end = starts[line-1], len(f.Data)
	if line < len(starts) {
		end = starts[line] - 1
	}
	if end > start && f.Data[end-1] == '\r' {
		end--
	}
	return start, end
}

// Text returns a line without its line end.
func (f *File) Text(line int) []byte {
	start, end := f.LineSpan(line)
	return f.Data[start:end]
}

// Lines returns the number of lines that the index knows: one more than the
// number of line feeds.
func (f *File) Lines() int { return len(f.lineStarts()) }

// Position turns a byte offset into a line and a column of code points.
// Offsets outside the file are moved to its ends.
func (f *File) Position(offset int) Position {
	offset = f.clamp(offset)
	line := f.Line(offset)
	start := f.lineStarts()[line-1]
	return Position{Line: line, Column: utf8.RuneCount(f.Data[start:offset]) + 1, Offset: offset}
}

// UTF16Column returns the column of a byte offset in UTF-16 code units from
// 1, as editors and mdast count.
func (f *File) UTF16Column(offset int) int {
	offset = f.clamp(offset)
	start := f.lineStarts()[f.Line(offset)-1]
	n := 1
	for _, r := range string(f.Data[start:offset]) {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
