package highlight

import "errors"

var errLexer = errors.New("lexer gave up")

// plainNames are the words that authors write for code without colours.
func plainNames() []string {
	return []string{
		"text", "txt", "plain", "plaintext", "none", "raw", "output", "out", "stdout", "log", "logs",
		"ansi", "ascii", "tree", "filetree", "nohighlight", "no-highlight", "unknown", "trace", "url", "uri",
		"regex", "regexp", "csv", "tsv", "pseudocode", "pseudo", "math-ascii", "dot", "graphviz", "plantuml", "puml",
	}
}

// plainLabel keeps a label only where the word says something to a learner.
func plainLabel(name string) string {
	switch name {
	case "log", "logs":
		return "log"
	}
	return ""
}

// sessionNames are the names of terminal sessions.
func sessionNames() []string {
	return []string{"console", "shell-session", "shellsession", "sh-session", "bash-session", "terminal", "session", "cmdline"}
}

// otherNames are names that authors use and chroma does not know, or knows
// for something else.
func otherNames() map[string]string {
	return map[string]string{
		"mdx": "markdown", "markdoc": "markdown", "mdoc": "markdown",
		"astro": "html", "ejs": "html", "liquid": "django/jinja", "jinja2": "django/jinja", "njk": "django/jinja", "hbs": "handlebars",
		"less": "scss", "postcss": "css", "prisma": "graphql", "cljs": "clojure", "f#": "fsharp", "fs": "fsharp",
		"ndjson": "json", "jsonl": "json", "geojson": "json", "avsc": "json", "avro": "json", "avdl": "java",
		"dotenv": "properties", "env": "properties", "conf": "ini", "config": "ini", "editorconfig": "ini", "gitconfig": "ini",
		"helm": "yaml", "compose": "yaml", "docker-compose": "yaml", "k8s": "yaml",
		"pgsql": "postgresql", "plsql": "sql", "ksql": "sql", "ksqldb": "sql", "flink": "sql", "flinksql": "sql", "sqlite": "sql",
		"ipython": "python", "pycon": "python", "python-repl": "python", "htaccess": "apacheconf",
		"cron": "bash", "crontab": "bash", "zshrc": "bash", "bashrc": "bash", "shellscript": "bash", "gitignore": "bash", "dockerignore": "bash",
		"kts": "kotlin", "tfvars": "terraform", "katex": "tex", "math": "tex", "wat": "common lisp", "wasm": "common lisp",
	}
}

// label is the name that learners read. Chroma's own names are good but for
// a few.
func label(id, name string) string {
	switch id {
	case "Bash":
		return "bash"
	case "react":
		return "JSX"
	case "TypeScript":
		if name == "tsx" {
			return "TSX"
		}
	case "markdown":
		return "Markdown"
	case "Docker":
		return "Dockerfile"
	case "properties":
		return "Properties"
	case "vue":
		return "Vue"
	case "reg":
		return "Registry"
	case "PostgreSQL SQL dialect":
		return "PostgreSQL"
	case "Nginx configuration file":
		return "nginx"
	case "Cassandra CQL":
		return "CQL"
	case "Protocol Buffer":
		return "Protobuf"
	}
	return id
}
