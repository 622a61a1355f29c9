/** Half-open; where they overlap, whoever began last stands in for the others (T12). */
export type DutyTime = { dutyId: string; userId: number; from: Date; until: Date }
