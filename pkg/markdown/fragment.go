package markdown

import (
	"course/pkg/diag"
)

// HoleKind says what a hole of a Fragment waits for.
type HoleKind uint8

const (
	// HoleLink stands inside a quoted attribute: the address of what Ref
	// names, a destination as the author wrote it (character references and
	// escapes decoded). Filled with a relative, attribute-escaped address.
	HoleLink HoleKind = iota + 1
	// HoleAsset is a HoleLink for an image, video, download or import: Ref
	// names a file.
	HoleAsset
	// HoleSize stands inside a tag and is filled with ` width="…" height="…"`
	// of the image that Ref names, or with nothing where they are not known.
	HoleSize
	// HoleID stands at the start of an id, or of a reference to one, inside
	// the same fragment; filled with the prefix of this use of the fragment,
	// which is empty for a lesson on its own page.
	HoleID
	// HolePartial is replaced by the fragment of the file that Ref names.
	HolePartial
	// HoleTerm is replaced by the definition of the glossary term Ref.
	HoleTerm
	// HoleValue is replaced by a value of another file that the lesson
	// imports: Ref is the file's path relative to the lesson, then, for JSON,
	// "#" and the path within it: "./data.json#items.0.name". Filled with
	// HTML-escaped text; a file imported with ?raw gives its text.
	HoleValue
	// HoleComponent is a component of which a prop comes from another file.
	// Ref is what (*Markdown).RenderUse takes together with the values.
	HoleComponent
)

// Hole is a place in a fragment that is filled when the page is made.
type Hole struct {
	At   int // offset in Fragment.HTML where the filling is inserted
	Kind HoleKind
	Ref  string
	Span diag.Span // where the author wrote it
}

// Fragment is the HTML of one file's body, rendered once. It depends on the
// bytes of that file, the options and the version of the tool alone: nothing
// in it comes from another file. What does come from elsewhere is a hole.
type Fragment struct {
	HTML  []byte
	Holes []Hole // in order of At
	// Styles are the inline styles that the fragment uses as classes, sorted
	// by class, once each.
	Styles []Style
}

// Style is one set of CSS declarations under the class that stands for it,
// because pages carry no inline style.
type Style struct {
	Class        string // "st-" and the hash of the declarations
	Declarations string // "color:red;width:10px"
}

// Filler gives the content of holes. It returns nil for a hole that stays
// empty.
type Filler interface {
	Fill(h Hole) []byte
}

// AppendTo appends the fragment to dst with its holes filled.
func (f Fragment) AppendTo(dst []byte, with Filler) []byte {
	at := 0
	for _, h := range f.Holes {
		dst = append(dst, f.HTML[at:h.At]...)
		dst = append(dst, with.Fill(h)...)
		at = h.At
	}
	return append(dst, f.HTML[at:]...)
}

// Writer collects a fragment. It never fails, so errors of Write may be
// ignored.
type Writer struct {
	html  []byte
	holes []Hole
}

// Write appends HTML.
func (w *Writer) Write(p []byte) (int, error) {
	w.html = append(w.html, p...)
	return len(p), nil
}

// WriteString appends HTML.
func (w *Writer) WriteString(s string) (int, error) {
	w.html = append(w.html, s...)
	return len(s), nil
}

// WriteByte appends one byte of HTML.
func (w *Writer) WriteByte(c byte) error {
	w.html = append(w.html, c)
	return nil
}

// Hole puts a hole at the current place.
func (w *Writer) Hole(kind HoleKind, ref string, at diag.Span) {
	w.holes = append(w.holes, Hole{At: len(w.html), Kind: kind, Ref: ref, Span: at})
}

// Len returns the number of bytes written.
func (w *Writer) Len() int { return len(w.html) }

// Fragment returns what was written. The writer must not be used afterwards.
func (w *Writer) Fragment() Fragment { return Fragment{HTML: w.html, Holes: w.holes} }
