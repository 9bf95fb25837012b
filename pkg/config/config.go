// Package config reads a project's course.yaml and finds out what it leaves
// unsaid.
//
// Values come in layers, the later one wins:
//
//	defaults  <  course.yaml  <  COURSE_* in the environment  <  flags
//
// A key's name in the environment is its path in capitals:
// content.markdown is COURSE_CONTENT_MARKDOWN. Keys that hold one value and
// lists of strings (separated by commas) can be given there; lists of
// records cannot.
//
// The file is read as YAML nodes first, so every finding has the line and
// column of the key or value it is about: unknown keys with the nearest known
// one, wrong types, values outside their range. What is left, with its
// defects taken out, is laid over the defaults by viper; no other package
// knows that viper exists.
//
//	dir, _ := config.FindRoot(".")
//	cfg, found, err := config.Load(config.Options{Dir: dir, Flags: cmd.Flags()})
//
// A project needs no course.yaml. Detect recognises where the lessons of
// common layouts are and which folders are courses; Load puts its answer into
// the Config, with the reason in Config.Layout.Why so that the command line
// can say it.
package config

import (
	"path/filepath"

	"course/pkg/diag"
)

// FileName is the name of the configuration file in the project's root.
const FileName = "course.yaml"

// Config is the settings of one project: one field a key of course.yaml.
// Load returns it complete, with every default filled in.
//
// The tags are read by the checks of this package: mapstructure names the
// key, oneof lists the allowed words, check names a rule of values.go.
type Config struct {
	// Title of the site. Defaults to the title of the only course, else to
	// the name of the project's folder.
	Title string `mapstructure:"title"`
	// Language of the interface, a BCP 47 tag. Defaults to the language of
	// the lessons as far as their script tells, else to "en".
	Language string `mapstructure:"language" check:"language"`
	// BaseURL is the absolute address of the site, with its base path and
	// without query or fragment. Needed for canonical links, the sitemap and
	// the feed alone. Defaults to "".
	BaseURL string `mapstructure:"base_url" check:"url"`
	// Output is the folder that is published to, below Config.Dir or
	// absolute. Defaults to "public", or "dist" where public is an input.
	Output string `mapstructure:"output"`

	Content    Content    `mapstructure:"content"`
	Courses    []Course   `mapstructure:"courses"`
	MDX        MDX        `mapstructure:"mdx"`
	Diagrams   Diagrams   `mapstructure:"diagrams"`
	Highlight  Highlight  `mapstructure:"highlight"`
	Plans      Plans      `mapstructure:"plans"`
	Check      Check      `mapstructure:"check"`
	Site       Site       `mapstructure:"site"`
	Theme      Theme      `mapstructure:"theme"`
	Layout     Layout     `mapstructure:"-"` // how the content was found
	Dir        string     `mapstructure:"-"` // the project's root, as given to Load
	Configured bool       `mapstructure:"-"` // a course.yaml was read
	places     placeIndex // where the keys of the file stand
}

// Content says where the lessons are and how they are read.
type Content struct {
	// Dir is the content root below the project's root. Defaults to what
	// Detect finds.
	Dir string `mapstructure:"dir" check:"inside"`
	// Markdown is how .md files are read: plain Markdown, or as .mdx.
	// Defaults to "md".
	Markdown string `mapstructure:"markdown" oneof:"md mdx"`
	// Trust says whether authors may write raw HTML that can act.
	// Defaults to "trusted".
	Trust string `mapstructure:"trust" oneof:"trusted untrusted"`
}

// Course is one course: a folder of modules below the content root. A lesson
// belongs to the course with the longest Dir that holds it.
type Course struct {
	// Dir is below the content root; "." is the content root itself.
	Dir string `mapstructure:"dir" check:"inside"`
	// Title of the course. Defaults to what its index lesson says.
	Title string `mapstructure:"title"`
	// Language of the course's interface. Defaults to Config.Language.
	Language string `mapstructure:"language" check:"language"`
	// Prose is the language that plans expect running text in. Empty leaves
	// it to the plan's own words.
	Prose string `mapstructure:"prose" check:"language"`
}

// MDX sets the dialect of lessons.
type MDX struct {
	// Dialect is "tolerant" or "official". Defaults to "tolerant".
	Dialect string `mapstructure:"dialect" oneof:"tolerant official"`
}

// Diagrams sets what draws charts.
type Diagrams struct {
	// Engine is "native" or "chrome". Defaults to "native".
	Engine string `mapstructure:"engine" oneof:"native chrome"`
	// Fallback is what a chart gets that the native engine does not draw:
	// a finding ("error") or the other engine ("chrome"). Defaults to "error".
	Fallback string `mapstructure:"fallback" oneof:"error chrome"`
}

// Highlight names the styles of code. Empty means the theme's own colours.
type Highlight struct {
	Light string `mapstructure:"light"`
	Dark  string `mapstructure:"dark"`
}

// Plans says where plans are and how their paths are read.
type Plans struct {
	// Dirs are the plan folders below the project's root. Defaults to
	// ".planning" and "plans".
	Dirs []string `mapstructure:"dirs" check:"inside"`
	// Paths are prefixes of paths in plans that were written for another
	// layout.
	Paths []PathAlias `mapstructure:"paths"`
}

// PathAlias reads paths below From as paths below To.
type PathAlias struct {
	From string `mapstructure:"from"`
	To   string `mapstructure:"to"`
}

// Check changes the content rules.
type Check struct {
	Rules       []RuleSetting    `mapstructure:"rules"`
	FrontMatter []FrontMatterKey `mapstructure:"frontmatter"`
}

// RuleSetting gives one rule another weight.
type RuleSetting struct {
	Code string `mapstructure:"code"`
	// Severity is "off", "warning" or "error".
	Severity string `mapstructure:"severity" oneof:"off warning error"`
}

// FrontMatterKey declares a key that lessons of this project may carry.
type FrontMatterKey struct {
	Key string `mapstructure:"key"`
	// Type is "string", "number", "bool" or "list". Defaults to "string".
	Type string `mapstructure:"type" oneof:"string number bool list"`
	// Enum lists the allowed values; empty allows all.
	Enum []string `mapstructure:"enum"`
}

// Site describes where the course lives.
type Site struct {
	// Repository is the address of the sources.
	Repository string `mapstructure:"repository" check:"url"`
	// EditURL is the address below which a lesson's path leads to an editor.
	EditURL string `mapstructure:"edit_url" check:"url"`
	// Offline adds a service worker. Defaults to false.
	Offline bool `mapstructure:"offline"`
}

// Theme changes the look.
type Theme struct {
	// Ink is the hue of the accent in degrees, 0 to 359. Defaults to 220.
	Ink int `mapstructure:"ink" check:"hue"`
	// Typography switches the typographic pass of the prose language.
	// Defaults to true.
	Typography bool `mapstructure:"typography"`
}

// At returns the place of a key's value in course.yaml, such as
// "check.rules[0].code". A key that the file does not have, or that the
// environment or a flag has overridden, gives the whole file; without a
// course.yaml the span names no file.
func (c *Config) At(key string) diag.Span {
	if span, ok := c.places[key]; ok {
		return span
	}
	if c.Configured {
		return diag.Whole(FileName)
	}
	return diag.Whole("")
}

// OutputDir returns Output as a path that can be opened: absolute, or below
// Dir.
func (c *Config) OutputDir() string {
	if filepath.IsAbs(c.Output) {
		return c.Output
	}
	return filepath.Join(c.Dir, filepath.FromSlash(c.Output))
}

type placeIndex map[string]diag.Span
