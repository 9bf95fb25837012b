package theme

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Bundle is the set of static files that pages refer to.
type Bundle struct {
	// Files to publish, in path order.
	Files []Asset
	// CSS, Boot, Script and Icon are the paths of files below the site's root.
	// Boot is the short script that runs before the first paint.
	CSS, Boot, Script, Icon string
}

// Asset is a static file of the theme.
type Asset struct {
	// Path below the site's root with the hash of the content in its name:
	// "assets/theme-1f0a9c3e.css".
	Path string
	Data []byte
}

// styles are the minified sources of the bundle.
type styles struct {
	css, boot, script, icon []byte
}

// Bundle returns the theme's files with further style sheets at the end of the
// theme's own: those of diagrams, and the classes that stand for the authors'
// inline styles. Equal input gives equal paths.
func (t *Theme) Bundle(css ...string) (*Bundle, error) {
	sheet := slices.Clone(t.styles.css)
	for i, extra := range css {
		if extra == "" {
			continue
		}
		small, _, err := minify(fmt.Sprintf("style sheet %d", i+1), extra, api.LoaderCSS)
		if err != nil {
			return nil, fmt.Errorf("bundle styles: %w", err)
		}
		sheet = append(sheet, small...)
	}
	b := &Bundle{}
	b.CSS = b.add("theme", ".css", sheet)
	b.Boot = b.add("boot", ".js", t.styles.boot)
	b.Script = b.add("theme", ".js", t.styles.script)
	b.Icon = b.add("icon", ".svg", t.styles.icon)
	slices.SortFunc(b.Files, func(a, b Asset) int { return strings.Compare(a.Path, b.Path) })
	return b, nil
}

func (b *Bundle) add(name, ending string, data []byte) string {
	sum := sha256.Sum256(data)
	p := "assets/" + name + "-" + hex.EncodeToString(sum[:4]) + ending
	b.Files = append(b.Files, Asset{Path: p, Data: data})
	return p
}

// loadStyles minifies the style sheets and the scripts, each in the order of
// the file names. boot.js is a script of its own.
func (l *loader) loadStyles() (styles, error) {
	ink := defaultInk
	if l.options.Ink != nil {
		ink = *l.options.Ink
	}
	colors := palette(ink)
	s := styles{css: []byte(tokenSheet(colors))}
	for _, p := range l.paths("assets/css", ".css") {
		small, err := l.minifyFile(p, api.LoaderCSS)
		if err != nil {
			return s, err
		}
		s.css = append(s.css, small...)
	}
	for _, p := range l.paths("assets/js", ".js") {
		small, err := l.minifyFile(p, api.LoaderJS)
		if err != nil {
			return s, err
		}
		if path.Base(p) == "boot.js" {
			s.boot = small
		} else {
			s.script = append(s.script, small...)
		}
	}
	if f, ok := l.last("assets/icon.svg"); ok {
		s.icon = []byte(fillColors(string(f.Data), colors))
	}
	return s, nil
}

// minifyFile minifies the last usable version of a file.
func (l *loader) minifyFile(p string, kind api.Loader) ([]byte, error) {
	for {
		f, ok := l.last(p)
		if !ok {
			return nil, nil
		}
		small, line, err := minify(f.Path, string(f.Data), kind)
		if err == nil {
			return small, nil
		}
		if err := l.drop(p, atLine(f.File, line, err)); err != nil {
			return nil, err
		}
	}
}

// minify returns the source without what browsers do not need, or the line of
// the first error. Scripts are wrapped, so that they share no names.
func minify(file, source string, kind api.Loader) ([]byte, int, error) {
	o := api.TransformOptions{
		Loader: kind, Sourcefile: file, LogLevel: api.LogLevelSilent, LegalComments: api.LegalCommentsNone,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
	}
	if kind == api.LoaderJS {
		o.Format = api.FormatIIFE
	}
	r := api.Transform(source, o)
	if len(r.Errors) == 0 {
		return []byte(strings.TrimSuffix(string(r.Code), "\n")), 0, nil
	}
	line := 1
	if at := r.Errors[0].Location; at != nil {
		line = at.Line
	}
	return nil, line, fmt.Errorf("%s", r.Errors[0].Text)
}

// tokenSheet writes the colours as custom properties: light, dark by the
// system, dark by choice. Dark is for screens alone, so paper is always white.
func tokenSheet(colors []token) string {
	var light, dark strings.Builder
	for _, c := range colors {
		light.WriteString(";--" + c.name + ":" + c.light)
		dark.WriteString(";--" + c.name + ":" + c.dark)
	}
	return ":root{color-scheme:light" + light.String() + "}" +
		"@media screen{@media(prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark" + dark.String() + "}}" +
		":root[data-theme=dark]{color-scheme:dark" + dark.String() + "}}"
}

// fillColors puts colours into an icon, which no style sheet reaches: {ac} is
// the token of light, {ac:dark} of dark.
func fillColors(svg string, colors []token) string {
	for _, c := range colors {
		svg = strings.ReplaceAll(svg, "{"+c.name+"}", c.light)
		svg = strings.ReplaceAll(svg, "{"+c.name+":dark}", c.dark)
	}
	return strings.TrimSpace(svg)
}
