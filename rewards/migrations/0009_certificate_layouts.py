"""Certificate layouts, their fields, and printers, as data of a ward or a school."""

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import emulation.kit.clock
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('emulation', '0007_kept_files'),
        ('rewards', '0005_awards_that_can_be_passed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CertificateLayout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Ví dụ Giấy khen trên phôi 2026.', max_length=120, verbose_name='tên mẫu')),
                ('design', models.CharField(choices=[('certificate', 'Giấy chứng nhận'), ('merit', 'Giấy khen')], max_length=12, verbose_name='dùng cho')),
                ('mode', models.CharField(choices=[('drawn', 'Cổng vẽ khung và màu'), ('image', 'Ảnh nền của đơn vị'), ('stock', 'Phôi in sẵn, chỉ in chữ')], default='drawn', max_length=6, verbose_name='nền giấy')),
                ('width', models.DecimalField(decimal_places=1, default=Decimal('297.0'), max_digits=4, validators=[django.core.validators.MinValueValidator(90), django.core.validators.MaxValueValidator(450)], verbose_name='chiều rộng (mm)')),
                ('height', models.DecimalField(decimal_places=1, default=Decimal('210.0'), max_digits=4, validators=[django.core.validators.MinValueValidator(90), django.core.validators.MaxValueValidator(450)], verbose_name='chiều cao (mm)')),
                ('is_current', models.BooleanField(default=True, help_text='Bỏ chọn khi không dùng mẫu này nữa.', verbose_name='đang dùng')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='mã lần lập')),
                ('made_at', models.DateTimeField(default=emulation.kit.clock.now, editable=False, verbose_name='lập lúc')),
                ('background', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='emulation.keptfile', verbose_name='ảnh nền')),
                ('made_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lập')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='emulation.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'mẫu giấy',
                'verbose_name_plural': 'các mẫu giấy khen, giấy chứng nhận',
                'ordering': ['unit', 'design', 'name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='award',
            name='layout',
            field=models.ForeignKey(blank=True, help_text='Để trống thì in theo mẫu của đơn vị cho hình thức này, hoặc mẫu có sẵn của cổng.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rewards.certificatelayout', verbose_name='mẫu giấy'),
        ),
        migrations.CreateModel(
            name='LayoutField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='thứ tự')),
                ('slot', models.CharField(choices=[('nation', 'Quốc hiệu'), ('motto', 'Tiêu ngữ'), ('issuer', 'Người, cơ quan tặng'), ('verb', 'Chữ TẶNG'), ('title', 'Tên giấy'), ('salutation', 'Danh xưng'), ('name', 'Họ tên, tên tập thể'), ('place', 'Chức vụ, đơn vị, địa chỉ'), ('achievement', 'Thành tích'), ('recognition', 'Danh hiệu'), ('year', 'Năm công nhận'), ('decision', 'Số quyết định'), ('decided_on', 'Ngày quyết định'), ('register', 'Số vào sổ'), ('dated', 'Nơi, ngày ký'), ('signer_title', 'Chức vụ người ký'), ('signer_name', 'Họ tên người ký'), ('qr', 'Mã QR'), ('lookup', 'Nơi tra cứu'), ('check_code', 'Mã tra cứu'), ('free', 'Chữ tự do')], max_length=14, verbose_name='trường')),
                ('text', models.CharField(blank=True, max_length=200, verbose_name='chữ in sẵn, chữ đứng trước')),
                ('x', models.DecimalField(decimal_places=1, max_digits=4, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(450)], verbose_name='cách trái (mm)')),
                ('y', models.DecimalField(decimal_places=1, max_digits=4, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(450)], verbose_name='cách trên (mm)')),
                ('width', models.DecimalField(decimal_places=1, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('1')), django.core.validators.MaxValueValidator(450)], verbose_name='rộng (mm)')),
                ('height', models.DecimalField(decimal_places=1, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('1')), django.core.validators.MaxValueValidator(450)], verbose_name='cao (mm)')),
                ('font', models.CharField(choices=[('serif', 'Tinos (kiểu Times)'), ('crimson', 'Crimson Pro'), ('sans', 'Be Vietnam Pro')], default='serif', max_length=8, verbose_name='phông chữ')),
                ('size', models.DecimalField(decimal_places=1, default=Decimal('14.0'), max_digits=3, validators=[django.core.validators.MinValueValidator(6), django.core.validators.MaxValueValidator(72)], verbose_name='cỡ chữ')),
                ('smallest', models.DecimalField(decimal_places=1, default=Decimal('10.0'), max_digits=3, validators=[django.core.validators.MinValueValidator(6), django.core.validators.MaxValueValidator(72)], verbose_name='cỡ nhỏ nhất')),
                ('lines', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6)], verbose_name='số dòng')),
                ('bold', models.BooleanField(default=False, verbose_name='đậm')),
                ('italic', models.BooleanField(default=False, verbose_name='nghiêng')),
                ('caps', models.BooleanField(default=False, verbose_name='chữ hoa')),
                ('spacing', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(30)], verbose_name='giãn chữ (%)')),
                ('align', models.CharField(choices=[('left', 'Trái'), ('center', 'Giữa'), ('right', 'Phải')], default='center', max_length=6, verbose_name='căn lề')),
                ('colour', models.CharField(default='#1d2129', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}\\Z', 'Ghi màu bằng mã sáu chữ số, ví dụ #a8161d (đỏ) hoặc #000000 (đen).')], verbose_name='màu')),
                ('printed', models.CharField(choices=[('always', 'Luôn in'), ('not_on_stock', 'Không in lên phôi'), ('never', 'Không in')], default='always', max_length=12, verbose_name='khi nào in')),
                ('layout', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fields', to='rewards.certificatelayout')),
            ],
            options={
                'verbose_name': 'trường của mẫu giấy',
                'verbose_name_plural': 'các trường của mẫu giấy',
                'ordering': ['layout', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Printer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Ví dụ Canon phòng văn hóa, khay tay.', max_length=80, verbose_name='tên máy in')),
                ('x', models.DecimalField(decimal_places=1, default=Decimal('0.0'), help_text='Số âm thì dịch sang trái.', max_digits=4, validators=[django.core.validators.MinValueValidator(-30), django.core.validators.MaxValueValidator(30)], verbose_name='dịch sang phải (mm)')),
                ('y', models.DecimalField(decimal_places=1, default=Decimal('0.0'), help_text='Số âm thì dịch lên.', max_digits=4, validators=[django.core.validators.MinValueValidator(-30), django.core.validators.MaxValueValidator(30)], verbose_name='dịch xuống (mm)')),
                ('scale_x', models.DecimalField(decimal_places=3, default=Decimal('1.000'), max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.95')), django.core.validators.MaxValueValidator(Decimal('1.05'))], verbose_name='tỷ lệ ngang')),
                ('scale_y', models.DecimalField(decimal_places=3, default=Decimal('1.000'), max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.95')), django.core.validators.MaxValueValidator(Decimal('1.05'))], verbose_name='tỷ lệ dọc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='emulation.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'máy in',
                'verbose_name_plural': 'các máy in',
                'ordering': ['unit', 'name'],
            },
        ),
        migrations.AddConstraint(
            model_name='certificatelayout',
            constraint=models.UniqueConstraint(models.F('unit'), models.F('name'), name='layout_name_once_per_unit', violation_error_message='Đơn vị đã có mẫu giấy mang tên này. Hãy đặt tên khác.'),
        ),
        migrations.AddConstraint(
            model_name='certificatelayout',
            constraint=models.CheckConstraint(condition=models.Q(('height__gte', 90), ('height__lte', 450), ('width__gte', 90), ('width__lte', 450)), name='layout_is_a_sheet_a_printer_takes', violation_error_message='Mỗi cạnh giấy từ 90 đến 450 mm.'),
        ),
        migrations.AddConstraint(
            model_name='certificatelayout',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mode', 'image'), _negated=True), ('background__isnull', False), _connector='OR'), name='layout_of_a_picture_has_one', violation_error_message='Mẫu dùng ảnh nền thì phải có ảnh. Hãy chọn tệp ảnh, hoặc chọn kiểu khác.'),
        ),
        migrations.AddConstraint(
            model_name='layoutfield',
            constraint=models.UniqueConstraint(models.F('layout'), models.F('slot'), condition=models.Q(('slot', 'free'), _negated=True), name='layout_field_once_per_layout', violation_error_message='Mẫu đã có trường này. Mỗi trường chỉ đặt một lần, trừ chữ tự do.'),
        ),
        migrations.AddConstraint(
            model_name='layoutfield',
            constraint=models.CheckConstraint(condition=models.Q(('height__gte', 1), ('width__gte', 1), ('x__gte', 0), ('y__gte', 0), ('x__lte', django.db.models.expressions.CombinedExpression(models.Value(450), '-', models.F('width'))), ('y__lte', django.db.models.expressions.CombinedExpression(models.Value(450), '-', models.F('height')))), name='layout_field_is_on_a_sheet', violation_error_message='Trường ra ngoài giấy. Hãy xem lại vị trí, chiều rộng và chiều cao.'),
        ),
        migrations.AddConstraint(
            model_name='layoutfield',
            constraint=models.CheckConstraint(condition=models.Q(('size__lte', 72), ('smallest__gte', 6), ('smallest__lte', models.F('size'))), name='layout_field_shrinks_from_its_size', violation_error_message='Cỡ chữ từ 6 đến 72; cỡ nhỏ nhất không lớn hơn cỡ chữ.'),
        ),
        migrations.AddConstraint(
            model_name='layoutfield',
            constraint=models.CheckConstraint(condition=models.Q(('lines__gte', 1), ('lines__lte', 6)), name='layout_field_has_lines', violation_error_message='Số dòng từ 1 đến 6.'),
        ),
        migrations.AddConstraint(
            model_name='printer',
            constraint=models.UniqueConstraint(models.F('unit'), models.F('name'), name='printer_name_once_per_unit', violation_error_message='Đơn vị đã có máy in mang tên này. Hãy đặt tên khác.'),
        ),
        migrations.AddConstraint(
            model_name='printer',
            constraint=models.CheckConstraint(condition=models.Q(('x__gte', -30), ('x__lte', 30), ('y__gte', -30), ('y__lte', 30), ('scale_x__gte', Decimal('0.95')), ('scale_x__lte', Decimal('1.05')), ('scale_y__gte', Decimal('0.95')), ('scale_y__lte', Decimal('1.05'))), name='printer_is_a_little_out_of_place', violation_error_message='Dịch nhiều nhất 30 mm, tỷ lệ từ 0,950 đến 1,050.'),
        ),
    ]
