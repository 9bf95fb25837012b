package theme

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
