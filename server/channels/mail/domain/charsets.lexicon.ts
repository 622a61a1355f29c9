/** The letters that make up most of a Russian or Ukrainian text. */
export const frequentLetters: ReadonlySet<string> = new Set('оеаинтсрвлкмдпуяыьгзбчійхїє')
