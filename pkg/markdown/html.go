package markdown

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"course/pkg/diag"
	"course/pkg/mdx"

	"github.com/yuin/goldmark/ast"
	nethtml "golang.org/x/net/html"
)

// styles collects inline styles under their classes.
type styles map[string]string

// class returns the class that stands for declarations.
func (s *styles) class(declarations string) string {
	if *s == nil {
		*s = styles{}
	}
	sum := sha256.Sum256([]byte(declarations))
	class := "st-" + hex.EncodeToString(sum[:5])
	(*s)[class] = declarations
	return class
}

func (s styles) sorted() []Style {
	var out []Style
	for _, class := range slices.Sorted(maps.Keys(s)) {
		out = append(out, Style{class, s[class]})
	}
	return out
}

// cleanStyle normalises declarations and drops what reaches out of the page.
func cleanStyle(text string) string {
	var out []string
	for part := range strings.SplitSeq(text, ";") {
		name, value, ok := strings.Cut(part, ":")
		name, value = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)
		low := strings.ToLower(value)
		if !ok || name == "" || value == "" || strings.ContainsAny(part, "{}<>@\\") || strings.Contains(low, "url(") || strings.Contains(low, "expression(") {
			continue
		}
		out = append(out, name+":"+strings.Join(strings.Fields(value), " "))
	}
	return strings.Join(out, ";")
}

// styleObject turns style={{fontSize: 12}} into declarations.
func styleObject(m map[string]any) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(m)) {
		var css strings.Builder
		for _, c := range name {
			if c >= 'A' && c <= 'Z' {
				css.WriteByte('-')
				c += 'a' - 'A'
			}
			css.WriteRune(c)
		}
		value := scalar(m[name])
		if n, ok := m[name].(float64); ok && n != 0 && !unitless[css.String()] {
			value += "px"
		}
		out = append(out, css.String()+":"+value)
	}
	return cleanStyle(strings.Join(out, ";"))
}

var unitless = map[string]bool{
	"opacity": true, "z-index": true, "line-height": true, "font-weight": true, "flex": true, "flex-grow": true, "flex-shrink": true, "order": true, "zoom": true,
}

// htmlAttrs are the names that React writes otherwise than HTML.
var htmlAttrs = map[string]string{
	"className": "class", "htmlFor": "for", "strokeWidth": "stroke-width", "strokeLinecap": "stroke-linecap", "strokeLinejoin": "stroke-linejoin",
	"strokeDasharray": "stroke-dasharray", "fillRule": "fill-rule", "clipRule": "clip-rule", "textAnchor": "text-anchor", "fillOpacity": "fill-opacity",
	"strokeOpacity": "stroke-opacity", "fontSize": "font-size", "fontWeight": "font-weight", "fontFamily": "font-family", "stopColor": "stop-color",
	"acceptCharset": "accept-charset", "httpEquiv": "http-equiv", "xlinkHref": "xlink:href", "dominantBaseline": "dominant-baseline", "clipPath": "clip-path", "markerEnd": "marker-end",
}

// lowered are the attributes of HTML that React writes with capitals; those of
// SVG such as viewBox keep theirs.
var lowered = map[string]bool{
	"tabIndex": true, "colSpan": true, "rowSpan": true, "srcSet": true, "frameBorder": true, "allowFullScreen": true, "autoPlay": true, "playsInline": true,
	"maxLength": true, "readOnly": true, "dateTime": true, "crossOrigin": true, "referrerPolicy": true, "autoFocus": true, "useMap": true, "noValidate": true,
	"charSet": true, "encType": true, "contentEditable": true, "spellCheck": true, "autoComplete": true, "cellPadding": true, "cellSpacing": true,
}

func htmlAttrName(name string) string {
	if n, ok := htmlAttrs[name]; ok {
		return n
	}
	if lowered[name] {
		return strings.ToLower(name)
	}
	return name
}

// void lists the elements of HTML that have no content.
var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true, "link": true, "meta": true,
	"param": true, "source": true, "track": true, "wbr": true,
}

// barred are elements that a lesson cannot use, because pages run under a
// policy that forbids what they do.
var barred = map[string]string{
	"script": "pages run no scripts of lessons", "style": "put it into a style sheet of the theme", "object": "link to the file", "embed": "link to the file",
	"base": "write whole addresses", "meta": "use front matter", "link": "put it into the theme", "noscript": "write the content itself", "frame": "link to the page", "frameset": "link to the page",
}

// html writes an element of HTML.
func (r *renderer) html(e *mdx.Element) {
	at := r.span(e.Open.Start, e.Open.Stop)
	if way, ok := barred[e.Name]; ok {
		r.found.Add(diag.Diagnostic{
			Code: "dropped-element", Severity: diag.Warning, Span: at, Message: "the element <" + e.Name + "> is dropped", Hint: way,
		})
		return
	}
	if e.Name == "iframe" {
		r.frame(e, at)
		return
	}
	r.w.str("<" + e.Name)
	r.attrs(e, at)
	r.w.str(">")
	if void[e.Name] {
		return
	}
	r.children(e)
	r.w.str("</" + e.Name + ">")
	if !e.Inline {
		r.w.str("\n")
	}
}

// frame shows a link in the place of an embedded page.
func (r *renderer) frame(e *mdx.Element, at diag.Span) {
	src, title := "", ""
	if a := e.Attr("src"); a != nil {
		src = a.Raw
	}
	if a := e.Attr("title"); a != nil {
		title = a.Raw
	}
	r.found.Add(diag.Diagnostic{
		Code: "dropped-element", Severity: diag.Warning, Span: at, Message: "the element <iframe> is shown as a link, because pages load nothing from elsewhere", Hint: "use <Video> or a link",
	})
	if src == "" {
		return
	}
	if title == "" {
		title = src
	}
	r.w.str(`<p><a href="`)
	r.href(src, HoleLink, at)
	r.w.str(`">`)
	r.w.escape(title)
	r.w.str("</a></p>\n")
}

// attrs writes the attributes of an element of HTML.
func (r *renderer) attrs(e *mdx.Element, at diag.Span) {
	var classes []string
	seen := map[string]bool{}
	for i := range e.Attrs {
		a := &e.Attrs[i]
		if a.Kind == mdx.AttrSpread || ignored(a.Name) || strings.HasPrefix(strings.ToLower(a.Name), "on") || e.Attr(a.Name) != a {
			continue
		}
		name := htmlAttrName(a.Name)
		value, ok := r.attrValue(a)
		if !ok || seen[name] {
			continue
		}
		seen[name] = true
		switch name {
		case "class", "class:list":
			classes = append(classes, strings.Fields(classNames(value))...)
			continue
		case "style":
			if class := r.style(value); class != "" {
				classes = append(classes, class)
			}
			continue
		}
		r.attr(e.Name, name, value, r.span(a.Value.Start, a.Value.Stop))
	}
	if len(classes) > 0 {
		r.w.str(` class="`)
		r.w.escape(strings.Join(classes, " "))
		r.w.str(`"`)
	}
	if e.Name == "img" && !r.plain {
		r.imageAttrs(e, seen, at)
	}
}

func (r *renderer) imageAttrs(e *mdx.Element, seen map[string]bool, at diag.Span) {
	if a := e.Attr("src"); a != nil && !seen["width"] && !seen["height"] {
		if v, ok := r.attrValue(a); ok {
			r.w.Hole(HoleSize, scalar(v), at)
		}
	}
	if !seen["loading"] {
		r.w.str(` loading="lazy"`)
	}
	if !seen["alt"] {
		r.w.str(` alt=""`)
	}
}

func classNames(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, classNames(x))
		}
		return strings.Join(out, " ")
	}
	return ""
}

func (r *renderer) style(v any) string {
	text := ""
	switch v := v.(type) {
	case string:
		text = cleanStyle(v)
	case map[string]any:
		text = styleObject(v)
	}
	if text == "" {
		return ""
	}
	return r.styles.class(text)
}

// attrValue evaluates an attribute of an element of HTML; true is a bare one.
func (r *renderer) attrValue(a *mdx.Attr) (any, bool) {
	switch a.Kind {
	case mdx.AttrBare:
		return true, true
	case mdx.AttrString:
		return a.Raw, true
	}
	if a.Expr == nil {
		return nil, false
	}
	v, what := r.doc.value(a.Expr)
	if what != "" {
		r.dynamic(a, what)
		return nil, false
	}
	if _, ok := v.(foreign); ok {
		r.dynamic(a, "a value of another file")
		return nil, false
	}
	if v == nil || v == false {
		return nil, false
	}
	return v, true
}

// attr writes one attribute.
func (r *renderer) attr(tag, name string, value any, at diag.Span) {
	if strings.ContainsAny(name, "\"'<>/= \t\n") {
		return
	}
	if value == true {
		r.w.str(" " + name)
		return
	}
	text := scalar(value)
	r.w.str(" " + name + `="`)
	switch kind, link := linkAttr(tag, name); {
	case link:
		r.href(text, kind, at)
	case name == "srcset":
		r.srcset(text, at)
	case name == "id", name == "for", name == "aria-labelledby", name == "aria-describedby", name == "aria-controls":
		r.ids(text, at)
	default:
		r.w.escape(text)
	}
	r.w.str(`"`)
}

// linkAttr reports an attribute that holds an address, and of what.
func linkAttr(tag, name string) (HoleKind, bool) {
	switch name {
	case "href", "xlink:href":
		return HoleLink, true
	case "src", "poster":
		return HoleAsset, true
	case "cite", "action", "formaction", "data":
		return HoleLink, tag != "div"
	}
	return 0, false
}

// srcset writes the candidates of a set of images.
func (r *renderer) srcset(text string, at diag.Span) {
	for i, part := range strings.Split(text, ",") {
		fields := strings.Fields(part)
		if len(fields) == 0 {
			continue
		}
		if i > 0 {
			r.w.str(", ")
		}
		r.href(fields[0], HoleAsset, at)
		for _, f := range fields[1:] {
			r.w.str(" ")
			r.w.escape(f)
		}
	}
}

// ids writes ids, each with the prefix of the fragment's use.
func (r *renderer) ids(text string, at diag.Span) {
	for i, id := range strings.Fields(text) {
		if i > 0 {
			r.w.str(" ")
		}
		if r.plain {
			r.w.escape(id)
		} else {
			r.id(id, at)
		}
	}
}

func (r *renderer) rawBody(*mdx.Raw) {} // scripts and styles are dropped with their element

func (r *renderer) rawHTML(n *ast.RawHTML) {
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		if r.plain {
			_, _ = r.w.Write(s.Value(r.src))
			continue
		}
	}
	if !r.plain {
		var b strings.Builder
		for i := range n.Segments.Len() {
			s := n.Segments.At(i)
			b.Write(s.Value(r.src))
		}
		r.rewrite(b.String(), n.Segments.At(0).Start)
	}
}

func (r *renderer) htmlBlock(n *ast.HTMLBlock) {
	text := r.doc.lines(n)
	if n.HasClosure() {
		text += string(n.ClosureLine.Value(r.src))
	}
	if r.plain {
		r.w.str(text)
		return
	}
	start := n.Pos()
	if n.Lines().Len() > 0 {
		start = n.Lines().At(0).Start
	}
	r.rewrite(text, start)
}

// rewrite writes raw HTML, its tags brought to what pages may hold.
func (r *renderer) rewrite(text string, start int) {
	if isPlainTag(text) {
		r.w.str(text)
		return
	}
	z := nethtml.NewTokenizer(strings.NewReader(text))
	at := start
	skip := ""
	for {
		kind := z.Next()
		raw := z.Raw()
		here := r.span(at, at+len(raw))
		at += len(raw)
		if kind == nethtml.ErrorToken {
			if skip == "" {
				_, _ = r.w.Write(raw)
			}
			return
		}
		if kind == nethtml.CommentToken || kind == nethtml.DoctypeToken {
			continue
		}
		name, _ := "", 0
		if kind == nethtml.StartTagToken || kind == nethtml.SelfClosingTagToken || kind == nethtml.EndTagToken {
			literal := string(raw)
			token := z.Token()
			name = token.Data
			if way, bad := barred[name]; bad {
				if kind == nethtml.StartTagToken && !void[name] {
					skip = name
				} else if kind == nethtml.EndTagToken && skip == name {
					skip = ""
				}
				if kind != nethtml.EndTagToken {
					r.found.Add(diag.Diagnostic{Code: "dropped-element", Severity: diag.Warning, Span: here, Message: fmt.Sprintf("the element <%s> is dropped", name), Hint: way})
				}
				continue
			}
			if skip != "" {
				continue
			}
			if kind == nethtml.EndTagToken {
				r.w.str(literal)
				continue
			}
			r.rawTag(token, here)
			continue
		}
		if skip == "" {
			_, _ = r.w.Write(raw)
		}
	}
}

// isPlainTag reports a single tag without attributes that pages may hold: what
// most raw HTML in running text is.
func isPlainTag(text string) bool {
	if len(text) < 3 || len(text) > 20 || text[0] != '<' || text[len(text)-1] != '>' {
		return false
	}
	name := strings.TrimPrefix(text[1:len(text)-1], "/")
	for _, c := range []byte(name) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return name != "" && barred[name] == "" && name != "iframe"
}

func (r *renderer) rawTag(t nethtml.Token, at diag.Span) {
	r.w.str("<" + t.Data)
	var classes []string
	for _, a := range t.Attr {
		switch {
		case strings.HasPrefix(a.Key, "on"):
		case a.Key == "class":
			classes = append(classes, strings.Fields(a.Val)...)
		case a.Key == "style":
			if class := r.style(a.Val); class != "" {
				classes = append(classes, class)
			}
		default:
			r.attr(t.Data, a.Key, a.Val, at)
		}
	}
	if len(classes) > 0 {
		r.w.str(` class="`)
		r.w.escape(strings.Join(classes, " "))
		r.w.str(`"`)
	}
	r.w.str(">")
}
