// Package test holds the tests of the whole: they build the real binary, run
// it over real lessons, and look at the site as its readers do.
//
//   - crawl_test.go: every address leads somewhere, under any base path;
//   - html_test.go, nu_test.go: the pages are well-formed;
//   - browser_test.go: the site in Chromium, by tools/browser/audit.mjs;
//   - bytes_test.go: the same input gives the same bytes;
//   - kill_test.go, disk_test.go: whatever happens, a whole site stands;
//   - corpus_test.go: courses of other people;
//   - readme_test.go: the commands of the README do what it says;
//   - layers_test.go, language_test.go: rules of the repository.
//
// Package sample makes lessons for the tests that need many, and
// test/bench is the program behind make bench.
//
// Tests that need Chromium, Node or Java say what is missing and pass where
// it is not there, except where CI is set: there it fails them.
package test
