package class

import (
	"regexp"
	"strings"

	"course/pkg/mermaid/chart"
)

// Member is an attribute or a method.
type Member struct {
	// Visibility is +, -, #, ~ or empty.
	Visibility string
	// Name and the others have tildes turned to angle brackets where they
	// enclose a type.
	Name, Parameters, Returns string
	Method                    bool
	// Classifier is * for abstract, $ for static members, or empty.
	Classifier string
}

var method = regexp.MustCompile(`([#+~-])?(.+)\((.*)\)([\s$*])?(.*)([$*])?`)

func (k *Class) addMember(s string) {
	s = strings.TrimSpace(s)
	switch {
	case s == "":
	case strings.HasPrefix(s, "<<") && strings.HasSuffix(s, ">>"):
		k.Annotations = append(k.Annotations, chart.Sanitize(s[2:len(s)-2]))
	case strings.Index(s, ")") > 0:
		k.Methods = append(k.Methods, readMethod(chart.Sanitize(s)))
	default:
		k.Members = append(k.Members, readAttribute(chart.Sanitize(s)))
	}
}

func readMethod(s string) Member {
	m := Member{Method: true}
	found := method.FindStringSubmatch(s)
	if found == nil {
		return m
	}
	m.Visibility = found[1]
	m.Name, m.Parameters = strings.TrimSpace(found[2]), strings.TrimSpace(found[3])
	m.Classifier, m.Returns = strings.TrimSpace(found[4]), strings.TrimSpace(found[5])
	if n := len(m.Returns); m.Classifier == "" && n > 0 && (m.Returns[n-1] == '$' || m.Returns[n-1] == '*') {
		m.Classifier, m.Returns = m.Returns[n-1:], m.Returns[:n-1]
	}
	return m
}

func readAttribute(s string) Member {
	m := Member{Name: s}
	if strings.IndexByte("#+~-", s[0]) >= 0 {
		m.Visibility, m.Name = s[:1], s[1:]
	}
	if n := len(m.Name); n > 0 && (m.Name[n-1] == '$' || m.Name[n-1] == '*') {
		m.Classifier, m.Name = m.Name[n-1:], m.Name[:n-1]
	}
	return m
}

// body is the member without its visibility.
func (m Member) body() string {
	s := generics(m.Name)
	if m.Method {
		s += "(" + generics(strings.TrimSpace(m.Parameters)) + ")"
		if m.Returns != "" {
			s += " : " + generics(m.Returns)
		}
	}
	return s
}

// String returns the member as it is drawn.
func (m Member) String() string { return strings.TrimSpace(m.Visibility + m.body()) }

// Escaped returns the member as the reference keeps it, for Markdown.
func (m Member) Escaped() string {
	s := m.body()
	if m.Visibility != "" {
		s = `\` + m.Visibility + s
	}
	s = strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(s)
	if strings.HasPrefix(s, `\&lt;`) {
		s = "~" + s[len(`\&lt;`):]
	}
	return s
}

// generics turns tildes around a type into angle brackets, from the outer
// ones inwards, each part between commas for itself unless a type spans one.
func generics(s string) string {
	if strings.Count(s, "~") < 2 {
		return s
	}
	parts := strings.Split(s, ",")
	var out []string
	for i := 0; i < len(parts); i++ {
		part := parts[i]
		if i+1 < len(parts) && strings.Count(part, "~") == 1 && strings.Count(parts[i+1], "~") == 1 {
			part += "," + parts[i+1]
			i++
		}
		out = append(out, brackets(part))
	}
	return strings.Join(out, ",")
}

func brackets(s string) string {
	n := strings.Count(s, "~")
	if n <= 1 {
		return s
	}
	prefix := ""
	if n%2 != 0 && strings.HasPrefix(s, "~") {
		prefix, s = "~", s[1:]
	}
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; {
		switch {
		case b[i] != '~':
			i++
		case b[j] != '~':
			j--
		default:
			b[i], b[j] = '<', '>'
		}
	}
	return prefix + string(b)
}
