// What somebody may write into a name. Each would set window.pwned, were it taken for markup.
export const MARKUP = [
  '<img src=x onerror="window.pwned=1">',
  '"><script>window.pwned=1</script>',
  "'><svg onload=window.pwned=1>",
  '<a href="javascript:window.pwned=1">klik</a>',
  '</textarea></select></title><iframe srcdoc="<script>parent.pwned=1</script>">',
  '{@html "<img src=x onerror=window.pwned=1>"} {{constructor.constructor("window.pwned=1")()}}',
  '&lt;b&gt;&#60;img src=x onerror=window.pwned=1&#62;',
];
