// Reads a JSON array of texts on standard input and prints, as a JSON array,
// what the reference implementation of MDX answers to each: a tree with
// positions, or the place of the error.
import {unified} from 'unified'
import remarkParse from 'remark-parse'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'

const processor = unified().use(remarkParse).use(remarkFrontmatter, ['yaml', 'toml']).use(remarkGfm).use(remarkMdx)

function attribute(a) {
  if (a.type === 'mdxJsxExpressionAttribute') return {kind: 'spread', value: a.value}
  if (a.value === null || a.value === undefined) return {name: a.name, kind: 'boolean'}
  if (typeof a.value === 'object') return {name: a.name, kind: 'expression', value: a.value.value}
  return {name: a.name, kind: 'string', value: a.value}
}

function reduce(n) {
  const p = n.position
  const out = {type: n.type, at: `${p.start.line}:${p.start.column}-${p.end.line}:${p.end.column}`}
  for (const key of ['name', 'value', 'depth', 'ordered', 'lang', 'meta', 'url', 'identifier', 'alt']) {
    if (n[key] !== undefined && (n[key] !== null || key === 'name')) out[key] = n[key]
  }
  if (typeof n.checked === 'boolean') out.checked = n.checked
  if (n.attributes && n.attributes.length > 0) out.attrs = n.attributes.map(attribute)
  if (n.children && n.children.length > 0) out.children = n.children.map(reduce)
  return out
}

const chunks = []
for await (const chunk of process.stdin) chunks.push(chunk)
const answers = JSON.parse(Buffer.concat(chunks).toString('utf8')).map((text) => {
  try {
    return {accept: true, tree: processor.parse(text).children.map(reduce)}
  } catch (error) {
    const p = error.place?.start ?? error.place ?? {}
    return {accept: false, line: p.line, column: p.column, reason: String(error.reason ?? error.message)}
  }
})
process.stdout.write(JSON.stringify(answers))
