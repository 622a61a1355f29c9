type Numbers = Uint8Array | Uint16Array | Uint32Array
type Kind<Array extends Numbers> = {
  new (buffer: ArrayBufferLike, byteOffset?: number, length?: number): Array
  BYTES_PER_ELEMENT: number
}

/** Numbers one behind the other, whose count nobody knows beforehand. */
export class Growing<Array extends Numbers> {
  readonly #kind: Kind<Array>
  readonly #width: number
  #numbers: Array
  length = 0

  constructor(kind: Kind<Array>, room = 1024) {
    this.#kind = kind
    this.#width = kind.BYTES_PER_ELEMENT
    this.#numbers = new kind(new ArrayBuffer(room * this.#width))
  }

  push(number: number): void {
    this.#makeRoom(1)
    this.#numbers[this.length] = number
    this.length += 1
  }

  pushAll(numbers: Array): void {
    this.#makeRoom(numbers.length)
    this.#numbers.set(numbers, this.length)
    this.length += numbers.length
  }

  /** Empty, with the room that it had. */
  clear(): void {
    this.length = 0
  }

  /** What is there, not copied. */
  get view(): Array {
    return new this.#kind(this.#numbers.buffer, 0, this.length)
  }

  /** A copy in memory that threads share. */
  shared(): Array {
    const copy = shared(this.#kind, this.length)
    copy.set(this.view)
    return copy
  }

  #makeRoom(more: number): void {
    const wanted = this.length + more
    if (wanted <= this.#numbers.length) return
    const room = Math.max(wanted, Math.ceil(this.#numbers.length * 1.5))
    const larger = new this.#kind(new ArrayBuffer(room * this.#width))
    larger.set(this.#numbers)
    this.#numbers = larger
  }
}

/** An array of zeros in memory that threads share. */
export function shared<Array extends Numbers>(kind: Kind<Array>, length: number): Array {
  return new kind(new SharedArrayBuffer(length * kind.BYTES_PER_ELEMENT))
}
