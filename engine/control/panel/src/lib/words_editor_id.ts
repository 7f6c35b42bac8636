// The layout editor, in Indonesian: short, polite, no jargon. words_editor_en.ts has the same keys.
export const editor_id = {
  // Choosing
  layouts: 'Tata letak', intro: 'Pilih tata letak untuk diubah. Dinding baru berubah setelah Anda menyimpan atau menampilkannya.',
  begin: 'Buat baru', change: 'Ubah', on_wall: 'Sedang tampil', has_draft: (t: string) => `Rancangan belum disimpan, ${t}`,
  has_problems: 'Berkas perlu diperbaiki', no_layouts: 'Belum ada tata letak. Buat yang pertama.', all: 'Semua tata letak', files_failed: 'Daftar berkas belum dapat dibaca.', again: 'Coba lagi',
  new_title: 'Tata letak baru', name: 'Nama', name_hint: 'Dilihat operator, misalnya: Pagi di loket', id: 'Id', id_hint: 'Nama berkas dan API: huruf, angka, - dan _',
  id_taken: 'Id ini sudah dipakai. Pilih yang lain.', id_wrong: 'Hanya huruf, angka, - dan _; diawali huruf atau angka, paling banyak 64.', begin_from: 'Mulai dari', copy_of: 'Salinan tata letak', preset_of: 'Pola',
  copy_name: (name: string) => `Salinan ${name}`, name_missing: 'Isi nama dahulu.', create: 'Mulai menggambar', create_hint: 'Belum ada yang disimpan.',
  presets: { empty: 'Kosong', full: 'Satu per layar', four: '2 × 2', nine: '3 × 3', one_five: '1 + 5', one_seven: '1 + 7', groups: 'Kelompok kamera', panorama: 'Panorama' },
  // The desk
  back: 'Semua tata letak', undo: 'Urungkan', redo: 'Ulangi', save: 'Simpan', test: 'Uji', text: 'Teks', text_title: 'Teks JSON', more: 'Lainnya', unsaved: 'Belum disimpan', saved: 'Tersimpan', saving: 'Menyimpan…', fresh: 'Baru, belum disimpan',
  restored: (t: string) => `Rancangan Anda dari ${t} dipulihkan.`, stale: 'Berkasnya sudah diubah orang lain sejak itu; menyimpan akan menunjukkan keduanya.', discard: 'Buang rancangan', discard_title: 'Buang rancangan?',
  discard_ask: 'Perubahan yang belum disimpan hilang. Yang tersimpan di dinding tetap.', keep: 'Teruskan',
  whole: 'Seluruh dinding', focus: 'Yang digambar', canvas: (name: string) => `Gambar ${name}`, add: 'Tambah isi', add_wall: 'Tambah isi di atas beberapa layar', empty_display: 'Layar ini masih kosong.',
  picture_wait: 'Menunggu gambar…', picture_failed: 'Gambar baru menunggu masalah di bawah diperbaiki.', drag_hint: 'Ketuk ubin untuk memilih, lalu seret. Panah menggeser, Shift+panah mengubah ukuran, Delete menghapus.',
  // Tiles
  tile: 'Ubin', camera: 'Kamera', cameras: 'Giliran kamera', group: 'Kelompok', card: 'Kartu', text_card: 'Tulisan', nothing: 'Tanpa isi',
  tour_of: (n: number) => `Giliran ${n} kamera`, group_tour: (name: string) => `Giliran ${name}`, tile_at: (what: string, display: string, place: string) => `${what}, ${display}, ${place}`,
  place_cell: (column: number, row: number, columns: number, rows: number) => `kolom ${column}, baris ${row}${columns > 1 || rows > 1 ? `, ${columns} × ${rows} petak` : ''}`,
  place_free: (x: string, y: string, w: string, h: string) => `kiri ${x}, atas ${y}, lebar ${w}, tinggi ${h}`, chosen: 'dipilih',
  change_content: 'Ganti isi', duplicate: 'Gandakan', remove: 'Hapus', done: 'Selesai', place: 'Tempat', in_grid: 'Di petak', free: 'Bebas', spread: 'Beberapa layar',
  left: 'Kiri (%)', top: 'Atas (%)', width: 'Lebar (%)', height: 'Tinggi (%)', columns: 'Petak mendatar', rows: 'Petak menurun', column: 'Kolom', row: 'Baris', layer: 'Lapisan', layer_hint: 'Yang lebih besar di depan',
  on_displays: 'Layar', fixed_cells: 'Petak pola ini berukuran tetap.', earlier: 'Petak sebelumnya', later: 'Petak berikutnya', quick: 'Pas di',
  quick_places: { full: 'Penuh', left: 'Separuh kiri', right: 'Separuh kanan', top: 'Separuh atas', bottom: 'Separuh bawah', corner: 'Sudut' },
  look: 'Tampilan', fit: 'Gambar', fits: { '': 'Seperti tata letak', contain: 'Utuh', cover: 'Penuh, tepi terpotong', stretch: 'Ditarik' },
  stream: 'Aliran', streams: { '': 'Seperti tata letak', auto: 'Menurut ukuran petak', main: 'Selalu yang utama', sub: 'Selalu yang kecil' },
  label: 'Nama kamera', labels: { '': 'Seperti tata letak', none: 'Tanpa', top_left: 'Kiri atas', top_right: 'Kanan atas', bottom_left: 'Kiri bawah', bottom_right: 'Kanan bawah' },
  border: 'Bingkai (px)', border_color: 'Warna bingkai', crop: 'Bagian gambar (%)', crop_all: 'Seluruh gambar', as_layout: 'Kosong: seperti tata letak',
  fill_tile: 'Ubin ini diisi kelompok. Ubah kelompoknya di sini.',
  // Content
  content_title: 'Isi ubin', add_title: (where: string) => `Tambah isi di ${where}`, search_camera: 'Cari kamera', search_card: 'Cari kartu', found_none: (w: string) => `Tidak ada “${w}”. Coba kata lain.`,
  pick_tour: 'Pilih dua kamera atau lebih, urut sesuai giliran.', seconds: 'Tiap kamera (detik)', use: 'Pakai', cards_loading: 'Membaca daftar kartu…', no_cards: 'Belum ada kartu. Tambahkan di Data & kartu.', no_groups: 'Belum ada kelompok. Tambahkan di Kamera.',
  no_cameras: 'Belum ada kamera. Tambahkan di Kamera.', built_in: 'Bawaan', card_kinds: { number: 'Angka', table: 'Tabel', progress: 'Kemajuan', chart: 'Grafik', map: 'Peta', ticker: 'Teks berjalan', clock: 'Jam', text: 'Tulisan', image: 'Gambar', qr: 'Kode QR', notice: 'Pemberitahuan', small_multiples: 'Grafik kecil', comparison: 'Perbandingan', queue: 'Antrean', story: 'Cerita' },
  clock: 'Jam', write_text: 'Tulisan', write_hint: 'Boleh <b>, <i>, <big>, <small>', cameras_in: (n: number) => `${n} kamera`, turn: (n: number) => `Giliran ${n}`, shown_first: 'Tampil pertama', not_public: 'bukan untuk umum',
  // Display and layout
  display: 'Layar', grid: 'Petak', grid_custom: 'Lainnya…', grid_columns: 'Kolom', grid_rows: 'Baris', gap: 'Sela (px)', background: 'Warna dasar', fill: 'Isi petak kosong dengan', fill_none: 'Tidak diisi', order: 'Urutan ubin',
  no_tiles: 'Belum ada ubin.', unplaced: 'tidak ada tempat', wall_tiles: 'Ubin di atas beberapa layar', layout: 'Tata letak', no_wall_tiles: 'Belum ada. Ubin di sini melintasi bingkai layar.', clear: 'Kosongkan', standard: 'Bawaan',
  facts: (w: number, h: number, mm_w: number, mm_h: number, bezel: number) => `${w} × ${h} px · ${mm_w} × ${mm_h} mm · bingkai ${bezel} mm`,
  // Text
  text_label: 'Teks tata letak', text_locked: 'Gambar menunggu: teks belum benar.', untype: 'Kembali ke teks yang benar', text_follow: 'Gambar dan teks saling mengikuti.', at: (line: number, column: number) => `baris ${line}, kolom ${column}`,
  faults: { end: 'Teks berakhir terlalu cepat: masih ada yang belum ditutup.', value: 'Di sini seharusnya ada nilai.', comma: 'Kurang tanda koma, atau ada yang tidak dikenal.', colon: 'Kurang tanda titik dua.', key: 'Di sini seharusnya ada nama dalam tanda petik; koma sebelumnya mungkin lebih.', twice: 'Nama ini sudah ada.', string: 'Tulisan ini belum ditutup atau berisi tanda yang tidak boleh.', deep: 'Terlalu dalam bersarang.', more: 'Masih ada teks sesudah akhir.' },
  // Warnings
  problems: 'Harus diperbaiki', warnings: 'Perlu diperhatikan', all_well: 'Tidak ada masalah.', checking: 'Memeriksa…', unchecked: 'Dinding belum memeriksa: tidak menjawab.', show_place: 'Tunjukkan',
  overlap: (a: string, b: string) => `${a} menutupi sebagian ${b}. Geser, atau beri lapisan lebih besar bila disengaja.`, hidden: (a: string, b: string) => `${a} tidak terlihat: tertutup ${b}.`, same_place: (a: string, b: string) => `${a} tepat di tempat ${b}. Geser salah satu.`,
  bezel: (a: string, first: string, second: string, mm: number) => `${a} melintasi bingkai antara ${first} dan ${second}: ${mm} mm tidak terlihat.`, bezel_card: (a: string, first: string, second: string) => `${a} terpotong bingkai antara ${first} dan ${second}. Kartu lebih baik di satu layar.`,
  no_cell: (display: string, n: number) => `Tidak ada petak kosong di ${display} untuk ubin ${n}. Perbesar petak, atau jadikan bebas.`, fixed: (display: string, n: number) => `Ubin ${n} di ${display} lebih dari satu petak; pola ini tidak bisa.`, no_display: (display: string) => `Layar ${display} tidak ada di dinding.`,
  // Brought from a card's or a camera's page
  bring_where: (what: string) => `${what}: pilih tata letaknya. Dinding belum berubah.`, bring_put: (what: string, display: string, place: string) => `${what} sudah ditaruh di ${display}, ${place}. Dinding berubah setelah disimpan atau ditampilkan.`,
  bring_there: (what: string, display: string, place: string) => `${what} sudah ada di tata letak ini: ${display}, ${place}.`, bring_full: (what: string) => `Tidak ada tempat kosong. Ketuk ubin yang diganti dengan ${what}.`, elsewhere: 'Tata letak lain', no_bring: 'Tidak jadi',
  // Saving, testing, leaving
  saved_now: 'Tersimpan.', live_title: 'Sedang tampil di dinding', live_ask: 'Tata letak ini sedang tampil. Menyimpan langsung mengubah dinding.', save_live: 'Simpan dan ubah dinding', save_copy: 'Simpan sebagai salinan', cannot_save: 'Perbaiki dahulu yang ditandai.', refused: 'Belum tersimpan.',
  conflict_title: 'Diubah orang lain', conflict_ask: 'Berkas ini disimpan orang lain setelah Anda membukanya. Pilih yang dipakai; yang lain tidak hilang: ada di Urungkan atau di riwayat berkas.', mine: 'Milik Anda', theirs: 'Yang tersimpan', use_mine: 'Simpan milik saya', use_theirs: 'Pakai yang tersimpan', differs: 'Baris berbeda',
  test_title: 'Uji tata letak', test_ask: 'Tata letak disimpan dahulu, lalu dicoba di luar dinding. Dinding baru berubah setelah Anda menekan “Tampilkan di dinding”.', save_and_test: 'Simpan lalu uji', test_wait: 'Menunggu dinding membaca berkas…', test_late: 'Dinding belum membaca berkasnya. Coba sebentar lagi.',
  leave_ask: 'Perubahan belum disimpan. Rancangan tetap ada di peramban ini dan bisa diteruskan nanti.', not_found: 'Tata letak ini tidak ada.', loading: 'Membaca tata letak…',
  steps: { moved: (place: string) => `Sekarang ${place}`, removed: 'Ubin dihapus. Bisa diurungkan.', undone: 'Diurungkan', redone: 'Diulangi' },
};
export type EditorWords = typeof editor_id;
