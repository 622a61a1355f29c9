-- D3: an announcement may be for those with certain plans, or who go by certain versions of the regulation; what was told narrows by neither.
update announcements set audience = '{"plans": [], "versions": []}'::jsonb || audience;
update monitoring_components set audience = '{"plans": [], "versions": []}'::jsonb || audience;
