export interface Phrasing {
  /** null: plain answer it is (off, slow, lying, nothing found). Never later than 1.5 s. `passages` ≤ 8, best first; `quote` is literally in the chosen passage's body. */
  choose(
    question: { text: string; language: 'ru' | 'uk' | 'en' },
    passages: readonly { articleId: string; title: string; body: string }[],
  ): Promise<{ articleId: string; quote: string; text: string } | null>
}
