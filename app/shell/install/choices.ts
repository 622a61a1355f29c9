import { installChoices } from '#contract/session.ts'
import type { InstallInput, InstallState } from '#contract/session.ts'

export type Choice = InstallInput['choice']

/** A role that is switched on stays on (C6): later only what adds something, or leaves all as it is, can be chosen. */
export function choicesOf({ isClient, desk }: InstallState): readonly Choice[] {
  return installChoices.filter((choice) => {
    if (isClient && choice === 'desk') return false
    return desk === null || choice !== 'client'
  })
}

/** What stands there first: what there is, or what most portals come for. */
export function firstChoice({ isClient, desk }: InstallState): Choice {
  if (desk === null) return 'client'
  return isClient ? 'both' : 'desk'
}
