/** What a badge's colour says along with its words. */
export type BadgeTone = 'good' | 'warn' | 'bad' | 'accent' | 'muted'
