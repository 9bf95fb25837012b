package highlight

// Role is what a piece of code is. The theme has one colour for each; the
// classes are the short names that chroma and Pygments use for the most
// typical token of the role.
type Role uint8

// The twelve roles of the theme, plain text, and what only diffs and terminal
// sessions have.
const (
	Plain Role = iota
	Keyword
	Type      // types, classes, packages, exceptions
	Function  // functions and built-ins
	String    // strings
	Escape    // escapes, regular expressions, interpolation, symbols
	Number    // numbers and constants
	Comment   // comments
	Operator  // operators and punctuation
	Name      // names: the colour of code itself, so never a span
	Attribute // attributes, properties, keys of JSON and YAML, tags
	Directive // decorators, preprocessor, labels
	Error     // what the lexer cannot make sense of
	Inserted  // a line that a diff adds
	Deleted   // a line that a diff takes away
	Heading   // headings in a text or a diff
	Prompt    // the prompt of a terminal session
	Output    // the output of a terminal session
	roleCount
)

// class is the value of the class attribute; empty for roles that need no
// element. An array literal in a function keeps it out of reach of changes.
func (r Role) class() string {
	return [roleCount]string{
		Keyword: "k", Type: "nc", Function: "nf", String: "s", Escape: "se", Number: "m",
		Comment: "c", Operator: "o", Attribute: "na", Directive: "nd", Error: "err",
		Inserted: "gi", Deleted: "gd", Heading: "gh", Prompt: "gp", Output: "go",
	}[r]
}

// Classes returns every class that a token can have, for the theme's tests.
func Classes() []string {
	var all []string
	for r := Plain; r < roleCount; r++ {
		if c := r.class(); c != "" {
			all = append(all, c)
		}
	}
	return all
}
