/** What a paste brings along, as far as it matters here. */
export interface Pasted {
  readonly text: string
  readonly files: readonly File[]
}

/**
 * The files of a paste, or none where it is text: office programs put a picture of what was copied beside the words, and the words are
 * meant. A file manager puts the names of its files beside them: then the files are meant.
 */
export function filesIn({ text, files }: Pasted): readonly File[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.every((line) => files.some(({ name }) => isOf(line, name))) ? files : []
}

function isOf(line: string, name: string): boolean {
  return line === name || line.endsWith(`/${name}`) || line.endsWith(`\\${name}`)
}

/** Browsers call every picture of the clipboard `image.png`. */
export function namedByTime(file: File, at: Date): File {
  if (!/^image\.(png|jpe?g|gif|webp|bmp)$/i.test(file.name)) return file
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  const time = [two(at.getHours()), two(at.getMinutes()), two(at.getSeconds())].join('-')
  const ending = file.name.slice(file.name.lastIndexOf('.'))
  return new File([file], `${day} ${time}${ending}`, { type: file.type, lastModified: file.lastModified })
}

const two = (value: number): string => String(value).padStart(2, '0')
