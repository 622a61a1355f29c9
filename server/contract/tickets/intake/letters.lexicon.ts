/** Of the three languages, as ranges of a regular expression. */
export const letters = 'a-zа-яєіїґ'
