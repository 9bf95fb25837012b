package highlight

import (
	"strings"
)

// Words are the words of the interface that a figure needs, in the language
// of the lesson.
type Words struct {
	// Code names a block that has neither language nor title: "Code". Every
	// scrolling region needs a name.
	Code string
	// Terminal is the title of a session without one: "Terminal".
	Terminal string
	// Copy is the label of the copy button. Empty: no button; a script may
	// add it.
	Copy string
}

// AppendFigure appends the whole figure of a block: its title, the label of
// its language, and the lines in a region that scrolls. Unknown meta is kept
// as data attributes of the figure.
func (h *Highlighter) AppendFigure(dst []byte, b *Block, w Words) []byte {
	dst = append(dst, `<figure class="code`...)
	terminal := b.terminal()
	if b.Wide {
		dst = append(dst, " wide"...)
	}
	if terminal {
		dst = append(dst, " term"...)
	}
	if b.Wrap == On {
		dst = append(dst, " wrap"...)
	}
	dst = append(dst, '"')
	dst = appendData(dst, b.Attrs)
	dst = append(dst, '>')
	title := b.Title
	if title == "" && terminal {
		title = w.Terminal
	}
	if b.Frame != "none" {
		dst = appendCaption(dst, title, b.Lang.Label, w)
	}
	dst = append(dst, `<pre tabindex="0" role="region" aria-label="`...)
	dst = appendEscaped(dst, name(title, b.Lang.Label, w.Code), true)
	dst = append(dst, `"><code translate="no"`...)
	if b.Numbers == On {
		dst = append(dst, ` class="ln`...)
		if b.Start+b.Lines > 99 {
			dst = append(dst, " ln3"...) // room for more digits
		}
		dst = append(dst, '"')
	}
	dst = append(dst, '>')
	dst = h.AppendLines(dst, b)
	return append(dst, "</code></pre></figure>\n"...)
}

func (b *Block) terminal() bool {
	switch b.Frame {
	case "terminal":
		return true
	case "code", "none":
		return false
	}
	return b.session || b.Lang.Session
}

func appendCaption(dst []byte, title, label string, w Words) []byte {
	if title == "" && label == "" && w.Copy == "" {
		return dst
	}
	dst = append(dst, "<figcaption>"...)
	if title != "" {
		dst = append(dst, `<span class="fn">`...)
		dst = appendEscaped(dst, title, false)
		dst = append(dst, "</span>"...)
	}
	if label != "" {
		dst = append(dst, `<span class="lg">`...)
		dst = appendEscaped(dst, label, false)
		dst = append(dst, "</span>"...)
	}
	if w.Copy != "" {
		dst = append(dst, `<button class="copy jso" data-copy aria-label="`...)
		dst = appendEscaped(dst, w.Copy+": "+name(title, label, w.Code), true)
		dst = append(dst, `">`...)
		dst = appendEscaped(dst, w.Copy, false)
		dst = append(dst, "</button>"...)
	}
	return append(dst, "</figcaption>"...)
}

// name is what the region is called.
func name(title, label, code string) string {
	switch {
	case title == "" && label == "":
		return code
	case title == "":
		return label
	case label == "":
		return title
	}
	return label + ": " + title
}

// appendData writes attributes whose names are safe to write; a name that
// leaves nothing, or comes twice, is dropped.
func appendData(dst []byte, attrs []Attr) []byte {
	seen := map[string]bool{}
	for _, a := range attrs {
		key := dataName(a.Name)
		if key == "" || seen[key] {
			continue
		}
		seen[key] = true
		dst = append(dst, " data-"...)
		dst = append(dst, key...)
		if a.Value != "" {
			dst = append(dst, `="`...)
			dst = appendEscaped(dst, a.Value, true)
			dst = append(dst, '"')
		}
	}
	return dst
}

func dataName(name string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(name) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' && b.Len() > 0:
			b.WriteRune(c)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}
