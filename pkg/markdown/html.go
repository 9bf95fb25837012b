package markdown

import (
	"strings"

	"course/pkg/diag"
	"course/pkg/mdx"
)

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
	before, after := "<p>", "</p>\n"
	if e.Inline {
		before, after = "", ""
	}
	r.w.str(before + `<a href="`)
	r.href(src, HoleLink, at)
	r.w.str(`">`)
	r.w.escape(title)
	r.w.str("</a>" + after)
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
