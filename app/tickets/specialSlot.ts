import type { SpecialInput } from '#contract/coupons/types.ts'

export type ChooseSpecial = (special: SpecialInput | null) => void

/** What a new ticket hands to whoever asks whether it is a special request (T10), and hears of it. */
export interface SpecialProps {
  special: SpecialInput | null
  /** Somebody has tried to send: what is missing is said now. */
  isTried: boolean
  choose: ChooseSpecial
  /** What is chosen cannot be sent as it stands. */
  judge: (isWrong: boolean) => void
}
