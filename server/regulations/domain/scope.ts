import type { Regulation } from '#contract/regulations/document.types.ts'

type OutsideAnswer = Regulation['scope']['outside']

/**
 * T5: what is answered to something that is outside of this area (null: of none that is named), and where it leads. Null: there is no
 * such area. The conditions, the new ticket and the agent's dialog all ask here.
 */
export function answerOutside({ areas, outside }: Regulation['scope'], areaCode: string | null): OutsideAnswer | null {
  if (areaCode === null) return outside
  const area = areas.find(({ code }) => code === areaCode)
  return area === undefined ? null : (area.outside ?? outside)
}
