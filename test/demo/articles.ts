import type { ArticleFile } from '#contract/knowledge/transfer.types.ts'

type Written = {
  title: string
  category: string
  audience?: 'public' | 'clients' | 'staff'
  asked: string[]
  body: string
}

/** As whoever keeps them in a folder has written them. */
function file(path: string, { title, category, audience = 'clients', asked, body }: Written): ArticleFile {
  const phrasings = asked.map((phrasing) => `  - ${phrasing}`).join('\n')
  const head = `title: ${title}\ncategory: ${category}\naudience: ${audience}\nphrasings:\n${phrasings}`
  return { path, text: `---\n${head}\n---\n\n${body}\n` }
}

/** What a partner that sells its time tells its clients, and its own people. */
export const partnerArticles = [
  file('ru/ostatok-kvantov.md', {
    title: 'Сколько квантов осталось и на что они ушли',
    category: 'quanta',
    asked: ['где посмотреть остаток пакета', 'на что списали кванты', 'сколько времени работы у нас осталось'],
    body: 'Откройте **Баланс** слева внизу: там остаток, срок пакета и каждый отрезок работы.\n\n## Если списание кажется лишним\n\nНажмите «Оспорить» у этого отрезка. Руководитель ответит и при ошибке вернёт кванты.',
  }),
  file('ru/obmen-s-1s.md', {
    title: 'Обмен с 1С остановился',
    category: 'integration',
    asked: ['не выгружаются заказы из 1с', 'не приходят остатки на сайт', 'обмен с 1с выдаёт ошибку'],
    body: '1. Проверьте, запущена ли база 1С и открывается ли она у вас.\n2. В Битрикс24 откройте **CRM → Настройки → 1С** и посмотрите время последнего обмена.\n3. Запустите обмен вручную.\n\nНе помогло? Создайте обращение и приложите текст ошибки целиком.',
  }),
  file('ru/priglasit-specialista.md', {
    title: 'Как пригласить нашего специалиста на портал',
    category: 'access',
    asked: ['как дать вам доступ', 'пригласить интегратора', 'добавить специалиста в битрикс24'],
    body: 'Нажмите **Пригласить** в разделе «Сотрудники», введите адрес специалиста и отметьте «Интегратор». Место в тарифе он не занимает.\n\nПароли присылайте только через сейф обращения.',
  }),
  file('ru/perenos-crm-chek-list.md', {
    title: 'Перенос CRM: чек-лист',
    category: 'crm',
    audience: 'staff',
    asked: ['как переносим crm', 'порядок миграции сделок', 'что проверить после переноса'],
    body: '- Резервная копия портала\n- Список полей и воронок\n- Пробный перенос ста записей\n- Сверка числа сделок и суммы\n- Письмо клиенту с итогом',
  }),
] as const satisfies ArticleFile[]

/** What a vendor in Kyiv has for its clients, in their language and in English. */
export const vendorArticles = [
  file('uk/onovlennia-versii.md', {
    title: 'Як оновити продукт до нової версії',
    category: 'box',
    audience: 'public',
    asked: ['оновлення не встановлюється', 'як перейти на нову версію', 'чи можна оновитися без простою'],
    body: '1. Зробіть резервну копію.\n2. Відкрийте **Адмінка → Оновлення** і натисніть «Перевірити».\n3. Встановіть оновлення в неробочий час.\n\nПерехід через дві версії робіть по одній.',
  }),
  file('en/onovlennia-versii.md', {
    title: 'How to update to a new version',
    category: 'box',
    audience: 'public',
    asked: ['update does not install', 'move to the new version', 'update without downtime'],
    body: '1. Make a backup.\n2. Open **Admin → Updates** and press “Check”.\n3. Install out of hours.\n\nSkip no major version on the way.',
  }),
  file('uk/povilna-robota.md', {
    title: 'Сайт працює повільно: що перевірити',
    category: 'sites',
    asked: ['сайт гальмує', 'сторінки довго відкриваються', 'повільно працює каталог'],
    body: 'Увімкніть кеш компонентів, перевірте вільне місце на диску й запустіть тест продуктивності. Результат додайте до звернення: з ним відповімо швидше.',
  }),
] as const satisfies ArticleFile[]

/** Of a booking service. */
export const serviceArticles = [
  file('ru/otmenit-bron.md', {
    title: 'Как отменить бронь и вернуть предоплату',
    category: 'Бронирование',
    audience: 'public',
    asked: ['отмена брони', 'вернуть деньги гостю', 'гость не приехал что делать'],
    body: 'Откройте бронь, нажмите **Отменить** и выберите причину. Предоплата вернётся тем же способом за 3–5 рабочих дней.',
  }),
  file('ru/ovebuking.md', {
    title: 'Две брони на один номер',
    category: 'Бронирование',
    asked: ['овербукинг', 'номер забронировали дважды', 'задвоились брони'],
    body: 'Проверьте связь с каналами продаж: **Каналы → Журнал**. Закройте продажи номера, переселите одного из гостей и напишите нам номера обеих броней.',
  }),
] as const satisfies ArticleFile[]
