
import django.core.validators
import django.db.models.deletion
import emulation.kit.clock
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('emulation', '0006_school_roles'),
        ('scoring', '0011_initiatives'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StaffExemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('maternity', 'Nghỉ thai sản'), ('seconded', 'Biệt phái'), ('long_leave', 'Nghỉ dài ngày'), ('study', 'Đi học tập trung'), ('other', 'Lý do khác')], max_length=10, verbose_name='lý do')),
                ('reason', models.CharField(max_length=200, verbose_name='ghi rõ')),
                ('starts_on', models.DateField(verbose_name='từ ngày')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('entered_at', models.DateTimeField(default=emulation.kit.clock.now, verbose_name='ghi lúc')),
                ('lifted_from', models.DateField(blank=True, null=True, verbose_name='được tính lại từ ngày')),
                ('lifted_at', models.DateTimeField(blank=True, null=True, verbose_name='bỏ lúc')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='mã lần gửi')),
            ],
            options={
                'verbose_name': 'miễn tính cán bộ',
                'verbose_name_plural': 'các lần miễn tính cán bộ',
                'ordering': ['starts_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='StaffItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='số thứ tự')),
                ('label', models.CharField(max_length=40, verbose_name='tên gọi ngắn')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='nội dung')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='mã lần gửi')),
            ],
            options={
                'verbose_name': 'mục theo dõi từng người',
                'verbose_name_plural': 'các mục theo dõi từng người',
                'ordering': ['campaign', 'number'],
            },
        ),
        migrations.CreateModel(
            name='StaffTick',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='từ ngày')),
                ('answer', models.CharField(choices=[('1', 'có'), ('0', 'chưa'), ('.', 'chưa hỏi')], max_length=1, verbose_name='câu trả lời')),
                ('entered_at', models.DateTimeField(default=emulation.kit.clock.now, verbose_name='ghi lúc')),
            ],
            options={
                'verbose_name': 'câu trả lời của cán bộ',
                'verbose_name_plural': 'các câu trả lời của cán bộ',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='reading',
            name='is_counted',
            field=models.BooleanField(default=False, editable=False, verbose_name='cổng đếm từ bảng theo dõi'),
        ),
        migrations.AddConstraint(
            model_name='reading',
            constraint=models.CheckConstraint(condition=models.Q(('is_counted', False), ('whole__isnull', False), _connector='OR'), name='reading_counted_by_the_portal_is_a_share', violation_error_message='Số liệu cổng đếm từ bảng phải là một tỷ lệ.'),
        ),
        migrations.AddField(
            model_name='staffexemption',
            name='campaign',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='emulation.campaign', verbose_name='phong trào'),
        ),
        migrations.AddField(
            model_name='staffexemption',
            name='entered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ghi'),
        ),
        migrations.AddField(
            model_name='staffexemption',
            name='lifted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người bỏ'),
        ),
        migrations.AddField(
            model_name='staffexemption',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='emulation.staffmember', verbose_name='cán bộ'),
        ),
        migrations.AddField(
            model_name='staffitem',
            name='campaign',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='emulation.campaign', verbose_name='phong trào'),
        ),
        migrations.AddField(
            model_name='staffitem',
            name='target',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staff_item', to='scoring.target', verbose_name='chỉ tiêu'),
        ),
        migrations.AddField(
            model_name='staffexemption',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exemptions', to='scoring.staffitem', verbose_name='mục'),
        ),
        migrations.AddField(
            model_name='stafftick',
            name='entered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ghi'),
        ),
        migrations.AddField(
            model_name='stafftick',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ticks', to='scoring.staffitem', verbose_name='mục'),
        ),
        migrations.AddField(
            model_name='stafftick',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='emulation.staffmember', verbose_name='cán bộ'),
        ),
        migrations.AddConstraint(
            model_name='staffitem',
            constraint=models.UniqueConstraint(models.F('campaign'), models.F('number'), name='staff_item_number_once_per_campaign', violation_error_message='Phong trào đã có mục mang số này.'),
        ),
        migrations.AddConstraint(
            model_name='staffexemption',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='staff_exemption_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='staffexemption',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_by', None)), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False)), _connector='OR'), name='staff_exemption_lifted_by_someone_at_some_time'),
        ),
        migrations.AddConstraint(
            model_name='staffexemption',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_from', None)), models.Q(('lifted_at__isnull', False), ('lifted_from__gte', models.F('starts_on'))), _connector='OR'), name='staff_exemption_lifted_from_a_day_within'),
        ),
        migrations.AddIndex(
            model_name='stafftick',
            index=models.Index(fields=['member', 'item', 'since'], name='staff_tick_by_person'),
        ),
        migrations.AddConstraint(
            model_name='stafftick',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ('1', '0', '.'))), name='staff_tick_says_yes_or_no_or_takes_back'),
        ),
    ]
