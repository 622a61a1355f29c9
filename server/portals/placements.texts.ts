/** The app's name in the portal's menus, by Bitrix24's own language codes. */
export const placementTitle: Record<string, string> = { ru: 'Опора', ua: 'Опора', en: 'Opora' }

/** In the menu of a message of the portal's messenger (P2). */
export const messageMenuTitle: Record<string, string> = {
  ru: 'Создать обращение в Опоре',
  ua: 'Створити звернення в Опорі',
  en: 'Open a ticket in Opora',
}
