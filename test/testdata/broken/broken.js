document.getElementById('made').textContent = 'these words are here only where scripts run';
setTimeout(() => { document.getElementById('late').style.paddingTop = '300px'; }, 50);
