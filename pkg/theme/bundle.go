package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"course/pkg/diag"
	"course/pkg/source"
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
		small, bad := minify(fmt.Sprintf("style sheet %d", i+1), extra, api.LoaderCSS)
		if small == nil {
			return nil, fmt.Errorf("bundle styles: %s", bad[0].Text)
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
	s := styles{}
	css, err := l.minifyFiles(l.paths("assets/css", ".css"), api.LoaderCSS)
	if err != nil {
		return s, err
	}
	s.css = append([]byte(tokenSheet(colors)), css...)
	boot := func(p string) bool { return path.Base(p) == "boot.js" }
	scripts := l.paths("assets/js", ".js")
	if i := slices.IndexFunc(scripts, boot); i >= 0 {
		if s.boot, err = l.minifyFiles(scripts[i:i+1], api.LoaderJS); err != nil {
			return s, err
		}
	}
	if s.script, err = l.minifyFiles(slices.DeleteFunc(scripts, boot), api.LoaderJS); err != nil {
		return s, err
	}
	if f, ok := l.last("assets/icon.svg"); ok {
		s.icon = []byte(fillColors(string(f.Data), colors))
	}
	return s, nil
}

// minifyFiles joins the last usable versions of files. The built-in ones that
// follow each other go through the minifier at once, which is quicker; those of
// a project one by one, so that what is wrong in them has a place.
func (l *loader) minifyFiles(paths []string, kind api.Loader) ([]byte, error) {
	var out []byte
	var own strings.Builder
	flush := func() error {
		small, bad := minify("theme", own.String(), kind)
		if small == nil {
			return fmt.Errorf("minify the built-in theme: %s", bad[0].Text)
		}
		out = append(out, small...)
		own.Reset()
		return nil
	}
	for _, p := range paths {
		small, err := l.minifyProject(p, kind)
		if err != nil {
			return nil, err
		}
		if small != nil {
			if err := flush(); err != nil {
				return nil, err
			}
			out = append(out, small...)
			continue
		}
		if f, ok := l.last(p); ok {
			own.WriteString(block(f.Data, kind))
		}
	}
	return out, flush()
}

// block makes a script a block of its own: scripts share no names.
func block(data []byte, kind api.Loader) string {
	if kind == api.LoaderJS {
		return "{" + string(data) + "}\n"
	}
	return string(data)
}

// minifyProject minifies a project's version of a file; nil where the built-in
// one is the last, or the last that can be used.
func (l *loader) minifyProject(p string, kind api.Loader) ([]byte, error) {
	for {
		f, ok := l.last(p)
		if !ok || f.layer == 0 {
			return nil, nil
		}
		small, bad := minify(f.Path, string(f.Data), kind)
		if small == nil {
			if err := l.drop(p, atMessage(f.File, bad[0])); err != nil {
				return nil, err
			}
			continue
		}
		// Browsers skip CSS that they cannot read, so that is a warning.
		for _, m := range bad {
			d := atMessage(f.File, m).Diagnostic()
			d.Severity, d.Hint = diag.Warning, ""
			l.found.Add(d)
		}
		return small, nil
	}
}

func atMessage(f *source.File, m api.Message) *TemplateError {
	line := 1
	if m.Location != nil {
		line = m.Location.Line
	}
	return atLine(f, line, errors.New(m.Text))
}

// minify returns the source without what browsers do not need, and what is
// odd in it; nil and what is wrong where it cannot be read.
func minify(file, text string, kind api.Loader) ([]byte, []api.Message) {
	o := api.TransformOptions{
		Loader: kind, Sourcefile: file, LogLevel: api.LogLevelSilent, LegalComments: api.LegalCommentsNone,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
	}
	if kind == api.LoaderJS {
		o.Format = api.FormatIIFE
	}
	r := api.Transform(text, o)
	if len(r.Errors) > 0 {
		return nil, r.Errors
	}
	return bytes.TrimSuffix(append([]byte{}, r.Code...), []byte("\n")), r.Warnings
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
