// Package publish writes a site into a folder so that the folder always holds
// a site.
//
// A Publication is one build's change to the folder. Files are handed over as
// they are made, from as many goroutines as one likes, and are forgotten at
// once, so memory does not grow with the size of the site. What differs from
// the last build is staged inside the folder; nothing is seen of it before
// Commit:
//
//	pub, err := publish.Open("public")       // completes an unfinished change first
//	if err != nil { … }
//	defer pub.Abort()                        // no-op after a Commit
//	err = pub.Put("course/01/index.html", publish.Page, html)
//	changes, err := pub.Commit()
//
// # How a change is made safe
//
// Inside the folder there is .course with a manifest of what was written. A
// commit goes through these steps, each synced to disk before the next:
//
//  1. changed files lie in .course/stage;
//  2. .course/commit, the record: the whole new manifest, with the place in
//     the stage of each changed file. From here on the change is decided;
//  3. renames into place: assets, then pages, then indexes, so that no page
//     refers to what is not there yet;
//  4. deletions of what the old manifest has and the new one has not;
//  5. the new manifest; then the record is removed.
//
// Killed before 2, the old site is untouched. Killed later, every file is
// whole, old or new, and the next Open does the steps again; each of them can
// be done twice. Without a change nothing is written at all.
//
// # What is deleted
//
// Only what the manifest lists. A folder that has files but no manifest is
// refused, so that a slip in --out deletes nothing; foreign files in a folder
// of ours stay; a foreign file at a path that the site needs is an error.
// Paths cannot leave the folder, neither by their names nor through symbolic
// links.
package publish

import (
	"errors"
	"fmt"
)

// Kind says what a file is for, which decides when it is put into place.
type Kind uint8

// The kinds in the order of their renames.
const (
	// Asset is what pages refer to: styles, scripts, images, search shards.
	Asset Kind = iota
	// Page is a page.
	Page
	// Index is what leads to pages: the home page, the sitemap, the feed.
	Index
	kindCount
)

func (k Kind) String() string {
	switch k {
	case Asset:
		return "asset"
	case Page:
		return "page"
	case Index:
		return "index"
	}
	return fmt.Sprintf("kind %d", uint8(k))
}

// Target takes the files of a site. Publication, Memory and Null are targets.
type Target interface {
	// Put hands over one file. The path is below the site's root, with
	// slashes. The data is not kept. Put is safe for concurrent use; a path
	// can be put once.
	Put(path string, kind Kind, data []byte) error
}

// Changes counts what a commit did.
type Changes struct {
	Written, Unchanged, Deleted int
}

// The errors that callers may want to tell apart.
var (
	// ErrForeign: a file that is not ours is in the way, or a folder that is
	// not ours was named.
	ErrForeign = errors.New("not written by course")
	// ErrLocked: another build is writing to the folder.
	ErrLocked = errors.New("another build is writing to it")
	// ErrPath: the path cannot be a file of a site.
	ErrPath = errors.New("bad path")
	// ErrTwice: two files want one path.
	ErrTwice = errors.New("two files want this path")
)
