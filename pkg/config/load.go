package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"course/pkg/diag"
	"course/pkg/source"
)

// Options says where Load reads from.
type Options struct {
	// Dir is the project's root. Defaults to the working directory.
	Dir string
	// FS is the project's files. Defaults to those of Dir.
	FS fs.FS
	// Flags are the command line's flags. Of them --out and --base-url are
	// settings. Defaults to none.
	Flags *pflag.FlagSet
	// Env looks up a variable of the environment. Defaults to os.LookupEnv.
	Env func(name string) (value string, ok bool)
}

// maxFile bounds the size of course.yaml in bytes.
const maxFile = 64 << 10

// Load reads the settings of a project. The list holds what the author should
// mend; with an error in it (not a warning) the settings are those that could
// be read and the defaults for the rest. The error is about files that exist
// and cannot be read.
func Load(o Options) (Config, diag.List, error) {
	o = o.withDefaults()
	file, err := readFile(o.FS)
	if err != nil {
		return Config{}, nil, err
	}
	var found diag.List
	values, places := fileValues(file, &found)
	environment := environmentValues(o.Env, places, &found)
	flags, err := flagValues(o.Flags, places, &found)
	if err != nil {
		return Config{}, nil, err
	}
	cfg, err := layered(values, environment, flags)
	if err != nil {
		return Config{}, nil, err
	}
	cfg.Dir, cfg.Configured, cfg.places = o.Dir, file != nil, places
	if err := cfg.complete(o.FS, &found); err != nil {
		return Config{}, nil, err
	}
	found.Sort()
	return cfg, found, nil
}

func (o Options) withDefaults() Options {
	if o.Dir == "" {
		o.Dir = "."
	}
	if o.FS == nil {
		o.FS = os.DirFS(o.Dir)
	}
	if o.Env == nil {
		o.Env = os.LookupEnv
	}
	return o
}

// readFile returns nil where there is no course.yaml.
func readFile(fsys fs.FS) (*source.File, error) {
	info, err := fs.Stat(fsys, FileName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", FileName, err)
	}
	if info.Size() > maxFile {
		return nil, fmt.Errorf("read %s: %d bytes are more than the %d that settings may have", FileName, info.Size(), maxFile)
	}
	return source.Read(fsys, FileName)
}

// layered lays the values over the defaults.
func layered(layers ...map[string]any) (Config, error) {
	v := viper.New()
	for key, value := range defaults() {
		v.SetDefault(key, value)
	}
	for _, layer := range layers {
		if err := v.MergeConfigMap(layer); err != nil {
			return Config{}, fmt.Errorf("merge settings: %w", err)
		}
	}
	var cfg Config
	if err := v.UnmarshalExact(&cfg); err != nil {
		return Config{}, fmt.Errorf("decode settings: %w", err)
	}
	for i := range cfg.Check.FrontMatter {
		if cfg.Check.FrontMatter[i].Type == "" {
			cfg.Check.FrontMatter[i].Type = "string"
		}
	}
	return cfg, nil
}

// defaults are those that do not depend on the project.
func defaults() map[string]any {
	return map[string]any{
		"content.markdown":  "md",
		"content.trust":     "trusted",
		"mdx.dialect":       "tolerant",
		"diagrams.engine":   "native",
		"diagrams.fallback": "error",
		"plans.dirs":        []string{".planning", "plans"},
		"theme.ink":         220,
		"theme.typography":  true,
	}
}

// environmentValues reads the COURSE_* variables of the keys that take one
// value or a list of strings.
func environmentValues(lookup func(string) (string, bool), places placeIndex, found *diag.List) map[string]any {
	values := map[string]any{}
	for _, k := range scalarKeys() {
		name := "COURSE_" + strings.ToUpper(strings.ReplaceAll(k.path, ".", "_"))
		text, ok := lookup(name)
		if !ok || text == "" {
			continue
		}
		value, problem := k.parse(text)
		if problem != "" {
			found.Add(diag.Diagnostic{
				Code: "config-value", Severity: diag.Error, Span: diag.Whole(""),
				Message: fmt.Sprintf("environment variable %s: %s", name, problem),
			})
			continue
		}
		put(values, k.path, value)
		delete(places, k.path)
	}
	return values
}

// flagValues reads the flags that were given on the command line. A path
// there is relative to the working directory, so it is made absolute.
func flagValues(flags *pflag.FlagSet, places placeIndex, found *diag.List) (map[string]any, error) {
	values := map[string]any{}
	if flags == nil {
		return values, nil
	}
	for _, f := range []struct{ name, key string }{{"out", "output"}, {"base-url", "base_url"}} {
		flag := flags.Lookup(f.name)
		if flag == nil || !flag.Changed {
			continue
		}
		text := flag.Value.String()
		if problem := keyOf(f.key).check(text); problem != "" {
			found.Add(diag.Diagnostic{
				Code: "config-value", Severity: diag.Error, Span: diag.Whole(""),
				Message: fmt.Sprintf("--%s: %s", f.name, problem),
			})
			continue
		}
		if f.key == "output" && text != "" {
			abs, err := filepath.Abs(text)
			if err != nil {
				return nil, fmt.Errorf("resolve --%s: %w", f.name, err)
			}
			text = abs
		}
		put(values, f.key, text)
		delete(places, f.key)
	}
	return values, nil
}

// put sets a value of nested maps by its dotted path.
func put(values map[string]any, path string, value any) {
	for {
		head, rest, nested := strings.Cut(path, ".")
		if !nested {
			values[head] = value
			return
		}
		inner, ok := values[head].(map[string]any)
		if !ok {
			inner = map[string]any{}
			values[head] = inner
		}
		values, path = inner, rest
	}
}
