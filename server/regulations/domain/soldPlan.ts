/** A plan that somebody can take quanta of now, and the version under which it was sold; null where it goes by the client's own. */
export type SoldPlan = { code: string; version: number | null }

/** No code of a plan and no name of a calendar has this sign. */
const under = '#'

/** E9: what a package promises is that of its own version; beside the promises of another version it is named with its number. */
export function nameUnder(name: string, version: number): string {
  return `${name}${under}${version}`
}

/** How a ticket of one version names the plans that are promised to it. */
export function planNames(plans: readonly SoldPlan[], ofTicket: number): string[] {
  const names = plans.map(({ code, version }) =>
    version === null || version === ofTicket ? code : nameUnder(code, version),
  )
  return [...new Set(names)].toSorted()
}

/** The other versions that these names speak of. */
export function versionsNamed(names: readonly string[]): number[] {
  return [...new Set(names.flatMap((name) => /#(\d+)/.exec(name)?.[1] ?? []).map(Number))]
}
