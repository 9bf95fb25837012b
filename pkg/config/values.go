package config

import (
	"fmt"
	"io/fs"
	"net/url"
	"strings"

	"golang.org/x/text/language"
)

// checkText applies the rule that a check tag names and returns what is wrong
// with the text, "" for nothing.
func checkText(rule, text string) string {
	switch rule {
	case "language":
		if _, err := language.Parse(text); err != nil {
			return fmt.Sprintf("%q is not a language tag such as ru, en or pt-BR", text)
		}
	case "url":
		return checkURL(text)
	case "inside":
		return checkInside(text)
	}
	return ""
}

// checkNumber is checkText for whole numbers.
func checkNumber(rule string, n int) string {
	if rule == "hue" && (n < 0 || n > 359) {
		return fmt.Sprintf("%d is not a hue from 0 to 359 degrees", n)
	}
	return ""
}

func checkURL(text string) string {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return fmt.Sprintf("%q is not an address", text)
	case u.Scheme != "http" && u.Scheme != "https", u.Host == "":
		return fmt.Sprintf("%q is not an absolute http or https address", text)
	case u.User != nil:
		return fmt.Sprintf("%q holds a user name or password", u.Redacted())
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return fmt.Sprintf("%q has a query or a fragment", text)
	}
	return ""
}

// checkInside accepts paths with slashes that stay below where they start.
func checkInside(text string) string {
	switch {
	case strings.Contains(text, `\`):
		return fmt.Sprintf("%q is not a path with slashes", text)
	case text == "." || text == "./":
		return ""
	case !fs.ValidPath(cleanInside(text)):
		return fmt.Sprintf("%q does not lie inside its parent folder", text)
	}
	return ""
}

// cleanInside takes off what people write around a path: "./a/" is "a".
func cleanInside(text string) string {
	text = strings.TrimSuffix(strings.TrimPrefix(text, "./"), "/")
	if text == "" {
		return "."
	}
	return text
}
