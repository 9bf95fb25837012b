package highlight

import "sync"

// cache remembers HTML in two generations: when the young one is full it
// becomes the old one, and the old one is forgotten. So what is used stays,
// and memory is bounded.
type cache struct {
	limit int

	mu         sync.Mutex
	young, old map[cacheKey][]byte
	size       int
}

// cacheKey is everything that the lines of a block depend on.
type cacheKey struct{ info, code string }

func newCache(limit int) *cache {
	return &cache{limit: limit / 2, young: map[cacheKey][]byte{}}
}

func (c *cache) get(key cacheKey) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if html, ok := c.young[key]; ok {
		return html, true
	}
	html, ok := c.old[key]
	if ok {
		c.keep(key, html)
	}
	return html, ok
}

// put keeps a copy of html.
func (c *cache) put(key cacheKey, html []byte) {
	if c == nil || len(html) > c.limit/8 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.keep(key, append([]byte(nil), html...))
}

func (c *cache) keep(key cacheKey, html []byte) {
	size := len(key.info) + len(key.code) + len(html)
	if c.size+size > c.limit {
		c.old, c.young, c.size = c.young, map[cacheKey][]byte{}, 0
	}
	c.young[key] = html
	c.size += size
}
