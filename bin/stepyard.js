#!/usr/bin/env node
import '../dist/stepyard.js';
