package config

import (
	"fmt"
	"os"
	"path/filepath"
)

// FindRoot returns the nearest folder at or above start that holds a
// course.yaml, else start itself; found tells the two apart.
func FindRoot(start string) (dir string, found bool, err error) {
	start, err = filepath.Abs(start)
	if err != nil {
		return "", false, fmt.Errorf("find the project: %w", err)
	}
	for dir = start; ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(filepath.Join(dir, FileName)); err == nil && info.Mode().IsRegular() {
			return dir, true, nil
		}
		if dir == filepath.Dir(dir) {
			return start, false, nil
		}
	}
}
