// Every word a chart says by itself.

export const WORDS = {
  table: "Tabel",
  chart: "Grafik",
  picture: "Gambar",
  pictureHelp: "Unduh atau salin grafik ini sebagai gambar",
  play: "Putar",
  pause: "Jeda",
  year: "Tahun",
  row: "Daerah",
  chosen: "dipilih",
  hint: "Panah untuk berpindah, Enter untuk memilih daerah, I untuk asal angka.",
};
