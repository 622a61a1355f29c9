/** The app's name in the portal's menus, by Bitrix24's own language codes. */
export const placementTitle: Record<string, string> = { ru: 'Опора', ua: 'Опора', en: 'Opora' }
