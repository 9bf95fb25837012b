package markdown

import (
	"html/template"

	"course/pkg/diag"
)

// Components is the set of components that lessons may use. Package theme
// fulfils it with templates.
type Components interface {
	// Component returns the component of a name or alias.
	Component(name string) (Component, bool)
	// Names returns all names and aliases, sorted, for did-you-mean.
	Names() []string
}

// Component renders one use of itself.
type Component interface {
	Schema() *Schema
	// Render writes the component straight to w. Children are written through
	// use.Children at the place where the template asks for them, never
	// copied, so the cost of nesting is linear.
	Render(w *Writer, use *Use) error
}

// ChildKind says what a component takes between its tags.
type ChildKind uint8

const (
	// ChildrenMarkdown is the default: Markdown blocks or inlines.
	ChildrenMarkdown ChildKind = iota
	// ChildrenNone is for components without content, such as Icon.
	ChildrenNone
)

// PropType is the type of a prop's value.
type PropType uint8

// The types that a component's header comment can name: string, number,
// bool, link (a destination that is resolved), asset (a file that is copied),
// list, object, node (markup as attribute value), any.
const (
	PropString PropType = iota + 1
	PropNumber
	PropBool
	PropLink
	PropAsset
	PropList
	PropObject
	PropNode
	PropAny
)

var propTypeNames = [...]string{"", "string", "number", "bool", "link", "asset", "list", "object", "node", "any"}

// String returns the word that header comments use.
func (t PropType) String() string {
	if int(t) < len(propTypeNames) {
		return propTypeNames[t]
	}
	return "invalid"
}

// Prop is one declared property of a component.
type Prop struct {
	Name        string
	Aliases     []string
	Type        PropType
	Required    bool
	Default     any      // nil where there is none
	Enum        []string // allowed values of a string prop, with aliases after "=": "warning=warn"
	Description string
}

// Schema is what a component declares of itself.
type Schema struct {
	Name        string
	Aliases     []Alias
	Description string
	Props       []Prop
	Children    ChildKind
	// Inline says that the component may stand in running text.
	Inline bool
	// Block says that the component may stand between blocks.
	Block bool
	// Parents lists the components that it must stand in directly; empty for
	// anywhere.
	Parents []string
	// Slots are the names of its named slots.
	Slots   []string
	Example string
}

// Alias is another name of a component with the props that it implies, such
// as Tip for Callout with type "tip".
type Alias struct {
	Name  string
	Props map[string]string
}

// Use is one use of a component: the dot of its template.
type Use struct {
	// Name as written, and Props by declared name, defaults filled in. Values
	// are string, float64, bool, nil, []any or map[string]any.
	Name  string
	Props map[string]any
	// Rest holds props that are not declared.
	Rest map[string]any
	// Inline tells a use in running text from a block.
	Inline bool
	// Span is the place of the opening tag.
	Span diag.Span
	// Lang is the language of the lesson's interface strings.
	Lang string
	// Index counts the uses of components in the lesson, from 1; unique.
	Index int

	// W is the writer that the template's own output goes to.
	W *Writer
	// WriteChildren writes the default slot, WriteSlot a named one; nil where
	// there is nothing.
	WriteChildren func()
	WriteSlot     map[string]func()
}

// Children writes the children at the place of the call and returns nothing
// to print.
func (u *Use) Children() template.HTML {
	if u.WriteChildren != nil {
		u.WriteChildren()
	}
	return ""
}

// HasChildren reports whether there is anything between the tags.
func (u *Use) HasChildren() bool { return u.WriteChildren != nil }

// Slot writes a named slot.
func (u *Use) Slot(name string) template.HTML {
	if write := u.WriteSlot[name]; write != nil {
		write()
	}
	return ""
}

// HasSlot reports whether a named slot was given.
func (u *Use) HasSlot(name string) bool { return u.WriteSlot[name] != nil }

// Link writes the address of the destination in a prop, resolved when the
// page is made. For use inside a quoted attribute.
func (u *Use) Link(dest string) template.HTML {
	u.W.Hole(HoleLink, dest, u.Span)
	return ""
}

// Asset is Link for a file.
func (u *Use) Asset(dest string) template.HTML {
	u.W.Hole(HoleAsset, dest, u.Span)
	return ""
}

// Size writes the width and height attributes of an image. For use inside a
// tag, where templates take attributes and no HTML.
func (u *Use) Size(dest string) template.HTMLAttr {
	u.W.Hole(HoleSize, dest, u.Span)
	return ""
}

// IDPrefix writes the prefix that keeps ids unique where a fragment stands
// twice on a page: id="{{.IDPrefix}}callout-{{.Index}}".
func (u *Use) IDPrefix() template.HTML {
	u.W.Hole(HoleID, "", u.Span)
	return ""
}
