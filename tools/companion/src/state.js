// Questions about the wall's state document (GET /api/v1/state), which may be null: not connected.

export const layouts = (state) => state?.layouts ?? []
export const displays = (state) => state?.displays ?? []
export const cameras = (state) => state?.cameras ?? []
export const alarms = (state) => state?.control?.alarms ?? []
export const tiles = (state) => state?.tiles ?? []

const shown = (state) => state?.control?.displays ?? []

// The layout of a display; of the whole wall ('') only when all displays show the same.
export function layoutOf(state, display = '') {
	const rows = shown(state)
	if (display) return rows.find((row) => row.display === display)?.layout ?? ''
	if (rows.length === 0) return state?.layout ?? ''
	return rows.every((row) => row.layout === rows[0].layout) ? rows[0].layout : ''
}

export function nameOf(list, id) {
	return list.find((one) => one.id === id)?.name ?? id
}

export const held = (state) => Boolean(state?.control?.hold)
export const camerasHidden = (state) => Boolean(state?.control?.cameras_hidden)
export const cameraHidden = (state, camera) =>
	camerasHidden(state) || (state?.control?.hidden_cameras ?? []).includes(camera)
export const rehearsing = (state) => Boolean(state?.control?.rehearsal)
export const onTrial = (state) => Boolean(state?.control?.trial)
export const messageShown = (state) => Boolean(state?.control?.message)
export const keyboardLocked = (state) => Boolean(state?.control?.keyboard_locked)
export const canUndo = (state) => Boolean(state?.control?.undo)
export const enlarged = (state, display = '') =>
	shown(state).some((row) => row.tile && (!display || row.display === display))
export const identifying = (state) => shown(state).some((row) => row.identify)

// '' asks for any alarm.
export const alarmActive = (state, alarm = '') =>
	alarms(state).some((one) => one.active && (!alarm || one.id === alarm))
export const alarmWaits = (state, alarm = '') =>
	alarms(state).some(
		(one) => one.active && one.needs_acknowledgement && !one.acknowledged_by && (!alarm || one.id === alarm)
	)

// A tile is named by its display and its own id, "kiri|0".
export const tileKey = (tile) => `${tile.display}|${tile.id}`
export const tileOf = (state, key) => tiles(state).find((tile) => tileKey(tile) === key)
export const splitTile = (key) => {
	const bar = String(key).indexOf('|')
	return { display: key.slice(0, bar), tile: key.slice(bar + 1) }
}

// What of the document decides which choices and presets there are: while it is equal, they need not
// be told again.
export function shape(state) {
	const pairs = (list) => list.map((one) => [one.id, one.name])
	return JSON.stringify([
		pairs(layouts(state)),
		pairs(displays(state)),
		pairs(cameras(state)),
		pairs(alarms(state)),
		tiles(state).map((tile) => [tileKey(tile), tile.camera, tile.card]),
	])
}
