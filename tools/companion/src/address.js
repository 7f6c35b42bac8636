// What somebody typed as the wall's address, made one, or a sentence that says what is wrong.

export function parseAddress(text) {
	const typed = String(text ?? '').trim()
	if (!typed) return { problem: 'Enter the address of the wall, e.g. https://192.0.2.10:7600' }
	let url
	try {
		url = new URL(typed.includes('://') ? typed : `https://${typed}`)
	} catch {
		return { problem: `"${typed}" is not an address; expected one like https://192.0.2.10:7600` }
	}
	if (url.protocol !== 'http:' && url.protocol !== 'https:') {
		return { problem: `"${typed}" is not an address of a wall; expected http:// or https://` }
	}
	if (url.username || url.password) {
		return { problem: 'The address holds a login; the token has its own field' }
	}
	// 7600 is the wall's own port; a typed one is kept, 443 and 80 too.
	const port = /:\d+\/?$/.test(typed) ? url.port || (url.protocol === 'https:' ? '443' : '80') : '7600'
	return { origin: `${url.protocol}//${url.hostname}:${port}`, secure: url.protocol === 'https:' }
}

// 64 hex digits without colons, '' for none, or null when it is neither.
export function parseFingerprint(text) {
	const digits = String(text ?? '').replace(/[\s:]/g, '').toLowerCase()
	return digits === '' || /^[0-9a-f]{64}$/.test(digits) ? digits : null
}
