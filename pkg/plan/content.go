package plan

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"course/pkg/source"
)

// content is one file of the project as the checks see it.
type content struct {
	file *source.File
	// seen is the file with comments blanked out, same length: a keyword in a
	// comment is no hit.
	seen   []byte
	lower  []byte // seen in lower case, made on demand
	binary bool
	large  bool // too large to look into
	size   int64
	lesson *Lesson
	words  termSet // made on demand
}

// terms are the words of the file.
func (c *content) terms() termSet {
	if c.words == nil {
		c.words = termSet{}
		setOf(string(c.seen), c.words)
	}
	return c.words
}

// maxFile bounds the files whose content is looked at.
const maxFile = 16 << 20

// content reads a file once. It returns nil where there is none.
func (j *judge) content(p string) *content {
	if c, ok := j.files[p]; ok {
		return c
	}
	c := j.read(p)
	j.files[p] = c
	return c
}

func (j *judge) read(p string) *content {
	if !fs.ValidPath(p) {
		return nil
	}
	if j.isLesson(p) {
		if l, ok := j.ws.Lesson(p); ok && l != nil && l.File != nil {
			return &content{file: l.File, seen: seenOfLesson(l), size: int64(len(l.File.Data)), lesson: l}
		}
	}
	return j.plainRead(p)
}

// glance is content without parsing: enough to say which other lessons hold a
// text.
func (j *judge) glance(p string) *content {
	if c, ok := j.files[p]; ok {
		return c
	}
	if c, ok := j.glances[p]; ok {
		return c
	}
	c := j.plainRead(p)
	j.glances[p] = c
	return c
}

func (j *judge) plainRead(p string) *content {
	info, err := fs.Stat(j.root, p)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	c := &content{size: info.Size(), file: source.NewFile(p, nil)}
	if info.Size() > maxFile {
		c.large = true
		return c
	}
	data, err := fs.ReadFile(j.root, p)
	if err != nil {
		return nil
	}
	c.file = source.NewFile(p, data)
	c.binary = bytes.IndexByte(data[:min(len(data), 8000)], 0) >= 0
	c.seen = data
	switch strings.ToLower(path.Ext(p)) {
	case ".md", ".mdx", ".html", ".htm", ".markdown":
		c.seen = blankComments(data)
	}
	return c
}

// seenOfLesson blanks the comments that the parser found.
func seenOfLesson(l *Lesson) []byte {
	if l.Facts == nil {
		return blankComments(l.File.Data)
	}
	if len(l.Facts.Comments) == 0 {
		return l.File.Data
	}
	out := bytes.Clone(l.File.Data)
	for _, s := range l.Facts.Comments {
		blankRange(out, s.Start, s.End)
	}
	return out
}

// blankComments blanks HTML comments, and MDX ones, outside fenced code.
func blankComments(data []byte) []byte {
	if !bytes.Contains(data, []byte("<!--")) && !bytes.Contains(data, []byte("{/*")) {
		return data
	}
	out := bytes.Clone(data)
	code := fenced(data, 0)
	for at := 0; at < len(data); {
		html, mdx := bytes.Index(data[at:], []byte("<!--")), bytes.Index(data[at:], []byte("{/*"))
		open, closing := html, "-->"
		if html < 0 || mdx >= 0 && mdx < html {
			open, closing = mdx, "*/}"
		}
		if open < 0 {
			break
		}
		open += at
		for len(code) > 0 && code[0][1] <= open {
			code = code[1:]
		}
		if len(code) > 0 && open >= code[0][0] {
			at = code[0][1]
			continue
		}
		end := bytes.Index(data[open+3:], []byte(closing))
		if end < 0 {
			break
		}
		at = open + 3 + end + len(closing)
		blankRange(out, open, at)
	}
	return out
}

// blankRange overwrites all but line ends by spaces.
func blankRange(b []byte, start, end int) {
	for i := max(0, start); i < min(end, len(b)); i++ {
		if b[i] != '\n' && b[i] != '\r' {
			b[i] = ' '
		}
	}
}

// lines counts as wc -l does, plus one for an unterminated last line.
func (c *content) lines() int {
	n := bytes.Count(c.file.Data, []byte{'\n'})
	if len(c.file.Data) > 0 && c.file.Data[len(c.file.Data)-1] != '\n' {
		n++
	}
	return n
}

// folded is what the file shows, in lower case. Its offsets are those of seen
// only as long as no letter changes its length, so it serves to find lines.
func (c *content) folded() []byte {
	if c.lower == nil {
		c.lower = bytes.ToLower(c.seen)
	}
	return c.lower
}

// at makes evidence of the line at an offset; of a long line, of the part that
// the offset lies in.
func (c *content) at(offset int) Evidence {
	const before, shown = 40, 100 // code points
	e := c.line(c.file.Line(offset))
	start, _ := c.file.LineSpan(e.Line)
	if c.binary || utf8.RuneCount(c.file.Data[start:max(start, min(offset, len(c.file.Data)))]) < shown {
		return e
	}
	from := offset
	for n := 0; n < before && from > start; n++ {
		_, size := utf8.DecodeLastRune(c.file.Data[start:from])
		from -= size
	}
	e.Text = "…" + c.text(from, e.Line)
	return e
}

func (c *content) line(line int) Evidence {
	e := Evidence{File: c.file.Path, Line: line}
	if c.binary {
		e.Text = "(binary)"
		return e
	}
	start, _ := c.file.LineSpan(line)
	e.Text = c.text(start, line)
	return e
}

// text is what is shown of a line from an offset on.
func (c *content) text(from, line int) string {
	_, end := c.file.LineSpan(line)
	return shorten(strings.ToValidUTF8(string(c.file.Data[from:min(end, from+400)]), "�"), 160)
}
