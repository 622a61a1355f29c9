const longest = 160
/** More is never seen of it, and the longest message has twenty thousand signs. */
const looked = 2000

/** T8's markup as it is read, in one walk from the left: what stands in code is none of the rest. */
const markup =
  /(`+)(?!`)([^]*?[^`])\1(?!`)|\[([^\][]*)\]\((?:https?:|mailto:)[^\s()]*\)|(?<![\p{L}\p{N}*])(\*{1,3})(?=[^\s*])([^*\n]*[^\s*])\4(?![\p{L}\p{N}*])/gu
const fences = /^[ \t]*(?:`{3,}|~{3,})[^`\n]*$/gm
const quotes = /^(?:[ \t]*>)+[ \t]?/gm

/** The beginning of a message, as lists show it: in one line, without the signs of its markup. */
export function previewOf(text: string): string {
  return unmarked(text.slice(0, looked).replaceAll(fences, '').replaceAll(quotes, ''))
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
}

/** Of a link its name stays; a name, and what is between stars, may have code in it. */
function unmarked(text: string): string {
  return text.replaceAll(
    markup,
    (_all, _ticks, code?: string, name?: string, _stars?: string, stressed?: string) =>
      code ?? unmarked(name ?? stressed ?? ''),
  )
}
