// Package templates embeds the default theme: layouts, partials, components,
// styles, scripts, icons and the words of the interface. It is at the same time
// the example for a project's own templates/ folder, in which a file of the
// same path replaces the one here. README.md explains the parts.
package templates

import "embed"

// FS holds the default theme.
//
//go:embed layouts partials components assets strings
var FS embed.FS
