export const assistantRoutes = {} as const
