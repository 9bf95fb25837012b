package markdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"course/pkg/diag"
	"course/pkg/mdx"
)

// binding types the attributes of one use of a component by what the
// component declares.
type binding struct {
	r      *renderer
	schema *Schema
	e      *mdx.Element
	use    *Use
	given  map[string]diag.Span
	// waits says that a prop is a value of another file.
	waits map[string]foreign
}

// bind fills the props of a use.
func (r *renderer) bind(c Component, e *mdx.Element, use *Use) map[string]foreign {
	b := binding{r: r, schema: c.Schema(), e: e, use: use, given: map[string]diag.Span{}}
	use.Props = make(map[string]any, len(b.schema.Props))
	for _, alias := range b.schema.Aliases {
		if alias.Name == e.Name {
			for name, value := range alias.Props {
				use.Props[name] = value
			}
		}
	}
	for i := range e.Attrs {
		b.attr(&e.Attrs[i])
	}
	for _, p := range b.schema.Props {
		if _, ok := use.Props[p.Name]; ok {
			continue
		}
		if p.Required && b.waits[p.Name].ref == "" {
			r.found.Add(diag.Diagnostic{
				Code: "missing-prop", Severity: diag.Error, Span: r.span(e.Open.Start, e.Open.Stop),
				Message: fmt.Sprintf("<%s> needs the prop %q", e.Name, p.Name), Hint: p.Description,
			})
		}
		use.Props[p.Name] = p.Default
	}
	return b.waits
}

// ignored reports attributes that mean something to a framework alone.
func ignored(name string) bool {
	return strings.HasPrefix(name, "client:") || strings.HasPrefix(name, "server:") || strings.HasPrefix(name, "on") && len(name) > 2 && name[2] >= 'A' && name[2] <= 'Z' ||
		name == "key" || name == "ref" || name == "slot" || name == "is:raw" || strings.HasPrefix(name, "set:") || strings.HasPrefix(name, "v-") || strings.HasPrefix(name, "@")
}

func (b *binding) attr(a *mdx.Attr) {
	if a.Kind == mdx.AttrSpread {
		b.spread(a)
		return
	}
	if ignored(a.Name) {
		return
	}
	prop := b.declared(a.Name)
	if prop == nil && a.Kind == mdx.AttrBare {
		if p := b.byEnum(a.Name); p != nil {
			b.set(p, enumValue(p, a.Name), a)
			return
		}
	}
	value, ok := b.value(a, prop)
	if !ok {
		return
	}
	if prop == nil {
		b.undeclared(a, value)
		return
	}
	b.set(prop, value, a)
}

// declared finds a prop by name or alias; dashes and case of the first
// letters of words count for nothing.
func (b *binding) declared(name string) *Prop {
	for i := range b.schema.Props {
		p := &b.schema.Props[i]
		if p.Name == name || slices.Contains(p.Aliases, name) {
			return p
		}
	}
	return nil
}

// byEnum finds the prop that has a bare word among its values: <Tip warning>.
func (b *binding) byEnum(name string) *Prop {
	for i := range b.schema.Props {
		if p := &b.schema.Props[i]; p.Type == PropString && enumValue(p, name) != "" {
			return p
		}
	}
	return nil
}

// enumValue resolves a value among the allowed ones, aliases included.
func enumValue(p *Prop, value string) string {
	for _, v := range p.Enum {
		name, alias, _ := strings.Cut(v, "=")
		if strings.EqualFold(value, name) || alias != "" && strings.EqualFold(value, alias) {
			return name
		}
	}
	return ""
}

// value evaluates an attribute.
func (b *binding) value(a *mdx.Attr, prop *Prop) (any, bool) {
	switch a.Kind {
	case mdx.AttrBare:
		return true, true
	case mdx.AttrString:
		return a.Raw, true
	}
	if a.Expr == nil {
		if strings.TrimSpace(a.Raw) != "" && !onlyComment(a.Raw) {
			b.r.dynamic(a, "what is no expression")
		}
		return nil, false
	}
	v, what := b.r.doc.value(a.Expr)
	if what != "" {
		b.r.dynamic(a, what)
		return nil, false
	}
	if f, ok := v.(foreign); ok {
		if b.waits == nil {
			b.waits = map[string]foreign{}
		}
		name := a.Name
		if prop != nil {
			name = prop.Name
		}
		b.waits[name] = f
		return nil, false
	}
	if !plainValue(v) {
		if prop != nil && prop.Type == PropNode || isMarkup(v) {
			return b.r.markup(v), true
		}
		b.r.dynamic(a, "a value that is not known here")
		return nil, false
	}
	return v, true
}

func onlyComment(raw string) bool {
	e, err := mdx.ParseExpr(raw)
	return e == nil && err == nil
}

// dynamic reports an attribute that only JavaScript could evaluate.
func (r *renderer) dynamic(a *mdx.Attr, what string) {
	if a.Shorthand {
		return // which was reported already
	}
	r.found.Add(diag.Diagnostic{
		Code: "dropped-expression", Severity: diag.Warning, Span: r.span(a.Range.Start, a.Range.Stop),
		Message: fmt.Sprintf("attribute %q is %s, which is not evaluated; it is dropped", a.Name, what), Hint: "write a literal value",
	})
}

func isMarkup(v any) bool {
	e, ok := v.(*mdx.Expr)
	return ok && e.Kind == mdx.ExprMarkup
}

// plainValue reports a value that holds only what templates can use.
func plainValue(v any) bool {
	switch v := v.(type) {
	case nil, string, bool, float64:
		return true
	case int, int64, uint64:
		return true
	case []any:
		for _, x := range v {
			if !plainValue(x) {
				return false
			}
		}
		return true
	case map[string]any:
		for _, x := range v {
			if !plainValue(x) {
				return false
			}
		}
		return true
	}
	return false
}

// set types a value and stores it.
func (b *binding) set(p *Prop, value any, a *mdx.Attr) {
	typed, problem := convert(p, value)
	if problem != "" {
		d := diag.Diagnostic{
			Code: "bad-prop", Severity: diag.Error, Span: b.r.span(a.Range.Start, a.Range.Stop),
			Message: fmt.Sprintf("the prop %q of <%s> %s", p.Name, b.e.Name, problem),
		}
		if s, ok := value.(string); ok && len(p.Enum) > 0 {
			d.Hint = "use " + strings.Join(enumNames(p), ", ")
			if near := diag.Nearest(s, enumNames(p)); near != "" {
				d.Hint = fmt.Sprintf("did you mean %q?", near)
			}
		}
		b.r.found.Add(d)
		return
	}
	b.use.Props[p.Name] = typed
}

func enumNames(p *Prop) []string {
	var out []string
	for _, v := range p.Enum {
		name, _, _ := strings.Cut(v, "=")
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// convert turns a value into the type of a prop, or says why it cannot be.
func convert(p *Prop, value any) (any, string) {
	if value == nil || p.Type == PropAny || p.Type == 0 {
		return value, ""
	}
	switch p.Type {
	case PropBool:
		return toBool(value)
	case PropNumber:
		return toNumber(value)
	case PropString, PropLink, PropAsset:
		return toText(p, value)
	case PropList:
		if list, ok := value.([]any); ok {
			return list, ""
		}
		if s, ok := value.(string); ok { // a list of words
			var list []any
			for part := range strings.SplitSeq(s, ",") {
				if part = strings.TrimSpace(part); part != "" {
					list = append(list, part)
				}
			}
			return list, ""
		}
		return nil, "must be a list"
	case PropObject:
		if _, ok := value.(map[string]any); !ok {
			return nil, "must be an object"
		}
	}
	return value, ""
}

func toBool(value any) (any, string) {
	switch v := value.(type) {
	case bool:
		return v, ""
	case string:
		if v == "" || strings.EqualFold(v, "true") {
			return true, ""
		}
		if strings.EqualFold(v, "false") {
			return false, ""
		}
	}
	return nil, "must be true or false"
}

func toNumber(value any) (any, string) {
	switch v := value.(type) {
	case float64:
		return v, ""
	case int:
		return float64(v), ""
	case string:
		if n, err := strconv.ParseFloat(strings.TrimSpace(v), 64); err == nil {
			return n, ""
		}
	}
	return nil, "must be a number"
}

func toText(p *Prop, value any) (any, string) {
	s := ""
	switch v := value.(type) {
	case string:
		s = v
	case float64, bool, int:
		s = scalar(v)
	default:
		return nil, "must be a text"
	}
	if len(p.Enum) == 0 {
		return s, ""
	}
	if name := enumValue(p, s); name != "" {
		return name, ""
	}
	return nil, fmt.Sprintf("cannot be %q", s)
}

// undeclared keeps a prop that the component does not know.
func (b *binding) undeclared(a *mdx.Attr, value any) {
	if b.use.Rest == nil {
		b.use.Rest = map[string]any{}
	}
	b.use.Rest[a.Name] = value
	if neutral(a.Name) {
		return
	}
	var names []string
	for _, p := range b.schema.Props {
		names = append(names, p.Name)
	}
	d := diag.Diagnostic{
		Code: "unknown-prop", Severity: diag.Warning, Span: b.r.span(a.Range.Start, a.Range.Stop),
		Message: fmt.Sprintf("<%s> has no prop %q", b.e.Name, a.Name),
	}
	if near := diag.Nearest(a.Name, names); near != "" {
		d.Hint = fmt.Sprintf("did you mean %q?", near)
	} else if len(names) > 0 {
		d.Hint = "it has " + strings.Join(names, ", ")
	}
	b.r.found.Add(d)
}

// neutral reports attributes that any element may have.
func neutral(name string) bool {
	switch name {
	case "id", "class", "className", "style", "lang", "dir", "role", "tabindex", "tabIndex":
		return true
	}
	return strings.HasPrefix(name, "data-") || strings.HasPrefix(name, "aria-") || strings.HasPrefix(name, "class:")
}

// spread adds the members of an object.
func (b *binding) spread(a *mdx.Attr) {
	if a.Expr != nil {
		if v, what := b.r.doc.value(a.Expr); what == "" {
			if m, ok := v.(map[string]any); ok {
				for name, value := range m {
					if p := b.declared(name); p != nil {
						b.set(p, value, a)
					}
				}
				return
			}
		}
	}
	b.r.found.Add(diag.Diagnostic{
		Code: "dropped-expression", Severity: diag.Warning, Span: b.r.span(a.Range.Start, a.Range.Stop),
		Message: "a spread of what is not known here is dropped", Hint: "write the props out",
	})
}

// scalar is the text of a value as JavaScript shows it in markup: nothing for
// null and booleans.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case uint64:
		return strconv.FormatUint(v, 10)
	}
	return ""
}
