/** The keys of three layouts, in one order. */
export const keyboards = {
  english: '`qwertyuiop[]asdfghjkl;\'zxcvbnm,./~{}:"<>?',
  russian: 'ёйцукенгшщзхъфывапролджэячсмитьбю.ёхъжэбю,',
  ukrainian: "'йцукенгшщзхїфівапролджєячсмитьбю.'хїжєбю,",
}
