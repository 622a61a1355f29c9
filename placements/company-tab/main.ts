import CompanyTabApp from '#app/crm/CompanyTabApp.vue'
import { mountPage } from '#app/mount.ts'

mountPage(CompanyTabApp)
