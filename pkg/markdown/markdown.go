package markdown

import (
	"course/pkg/source"
)

// Document is the parsed body of one file.
type Document struct {
	File *source.File
}
