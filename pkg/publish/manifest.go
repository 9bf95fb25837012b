package publish

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// entry is one file of a site.
type entry struct {
	hash  [sha256.Size]byte
	size  int64
	kind  Kind
	stage int // number of the staged file; 0 where the file is in place already
}

// manifest is the list of a site's files by path.
//
// On disk it is text, sorted by path, so that equal sites have equal
// manifests: a head line, a line for each file (hash, size, kind, number in
// the stage or "-", path), and a last line with the hash of all before it.
type manifest map[string]entry

const manifestHead = "course manifest 1"

func (m manifest) format(staged bool) []byte {
	var b bytes.Buffer
	b.Grow(len(m) * 128)
	b.WriteString(manifestHead + "\n")
	for _, p := range slices.Sorted(maps.Keys(m)) {
		e := m[p]
		stage := "-"
		if staged && e.stage > 0 {
			stage = strconv.Itoa(e.stage)
		}
		fmt.Fprintf(&b, "%x %d %s %s %s\n", e.hash, e.size, e.kind, stage, p)
	}
	fmt.Fprintf(&b, "end %x\n", sha256.Sum256(b.Bytes()))
	return b.Bytes()
}

func parseManifest(data []byte) (manifest, error) {
	body, last, ok := bytes.Cut(data, []byte("\nend "))
	if !ok {
		return nil, fmt.Errorf("its end is missing")
	}
	body = append(slices.Clip(body), '\n')
	if sum := sha256.Sum256(body); hex.EncodeToString(sum[:])+"\n" != string(last) {
		return nil, fmt.Errorf("it was changed by something else")
	}
	m := manifest{}
	lines := bufio.NewScanner(bytes.NewReader(body))
	lines.Buffer(nil, 1<<20)
	if !lines.Scan() || lines.Text() != manifestHead {
		return nil, fmt.Errorf("it is of another version")
	}
	for n := 2; lines.Scan(); n++ {
		p, e, err := parseEntry(lines.Text())
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		m[p] = e
	}
	return m, lines.Err()
}

func parseEntry(line string) (string, entry, error) {
	var e entry
	f := strings.SplitN(line, " ", 5)
	if len(f) != 5 {
		return "", e, fmt.Errorf("%d fields", len(f))
	}
	if n, err := hex.Decode(e.hash[:], []byte(f[0])); err != nil || n != len(e.hash) {
		return "", e, fmt.Errorf("no hash")
	}
	var err error
	if e.size, err = strconv.ParseInt(f[1], 10, 64); err != nil {
		return "", e, fmt.Errorf("no size")
	}
	for e.kind = 0; e.kind < kindCount && e.kind.String() != f[2]; e.kind++ {
	}
	if e.kind == kindCount {
		return "", e, fmt.Errorf("no kind %q", f[2])
	}
	if f[3] != "-" {
		if e.stage, err = strconv.Atoi(f[3]); err != nil || e.stage < 1 {
			return "", e, fmt.Errorf("no place in the stage")
		}
	}
	return f[4], e, checkPath(f[4])
}
